"""Problems: errors and warnings about the data as text lines and as a sheet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.catalogue.value import Value
from prodash.model.names.file_names import track_id
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, Look, paint
from prodash.render.terminal.width import clean, hang
from prodash.render.terminal.words import pluralise

_LOOKS = {
    Severity.ERROR: Look(background="#c8281e", bold=True),
    Severity.WARNING: Look(background="#e5a50a", bold=True),
}
"""White on red and black on amber: no red or amber can be read on white as well as on dark blue."""

_NO_FACTS: Mapping[str, Value] = MappingProxyType({})


def problem_lines(problem: Problem, display_path: Callable[[str], str], screen: Screen) -> list[str]:
    """`path:line:column: severity: message [code]`, where *display_path* turns the path into the one to show.

    On a narrow screen it takes several lines; path, code and words are whole in them unless one is wider than a line.
    """
    location = problem.location
    where = clean(f"{display_path(location.path)}:{location.line}:{location.column}")
    severity = paint(problem.severity.value, _LOOKS[problem.severity], screen.depth)
    code = paint(f"[{problem.code}]", DIM, screen.depth)
    return hang([f"{where}:", f"{severity}:", *clean(problem.message).split(" "), code], screen)


def problem_totals(problems: Sequence[Problem], checked: int) -> str:
    """How many errors and warnings there are in how many files: `5 errors, 2 warnings in 4 files`.

    Without problems it names the number of *checked* files, and is empty if that is 0.
    """
    found = Counter(problem.severity for problem in problems)
    numbers = [pluralise(found[severity], severity.value) for severity in Severity if found[severity]]
    files = len({problem.location.path for problem in problems}) or checked
    return f"{', '.join(numbers) or 'no problems'} in {pluralise(files, 'file')}" if files else ""


def _track_id(problem: Problem) -> str:
    path = problem.location.path
    return track_id(path) if path.startswith("tracks/") else ""


def problem_sheet(problems: Sequence[Problem], facts: Mapping[str, Value] = _NO_FACTS) -> Sheet[Problem]:
    """A sheet with one row per problem; the id of a row is that of its track, or empty."""
    return Sheet(
        kind="problems",
        noun="problems",
        columns=(
            Column(
                "path",
                lambda problem: problem.location.path,
                lambda problem: Cell(problem.location.path),
                min_width=16,
                cut_in_middle=True,
            ),
            Column(
                "line",
                lambda problem: problem.location.line,
                lambda problem: Cell(str(problem.location.line)),
                is_number=True,
            ),
            Column(
                "column",
                lambda problem: problem.location.column,
                lambda problem: Cell(str(problem.location.column)),
                drop_order=3,
                is_number=True,
            ),
            Column(
                "severity",
                lambda problem: problem.severity.value,
                lambda problem: Cell(problem.severity.value),
                drop_order=1,
                is_optional=True,
            ),
            Column("code", lambda problem: problem.code, lambda problem: Cell(problem.code), drop_order=2),
            Column(
                "message",
                lambda problem: problem.message,
                lambda problem: Cell(problem.message),
                min_width=32,
            ),
        ),
        rows=problems,
        identify=_track_id,
        locate=lambda problem: problem.location.path,
        facts=facts,
    )
