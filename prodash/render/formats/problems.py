"""Problems: errors and warnings about the data as text lines and as a sheet."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.catalogue.value import Value
from prodash.model.names.file_names import track_id
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import Look, paint
from prodash.render.terminal.width import clean

_LOOKS = {
    Severity.ERROR: Look(foreground="#dc2626", bold=True),
    Severity.WARNING: Look(foreground="#a16207", bold=True),
}
"""Red, and a yellow that is readable on white and on black."""


NO_FACTS: Mapping[str, Value] = MappingProxyType({})


def problem_line(problem: Problem, display_path: Callable[[str], str], screen: Screen) -> str:
    """`path:line:column: severity: message [code]`, where *display_path* turns the path into the one to show."""
    location = problem.location
    where = clean(f"{display_path(location.path)}:{location.line}:{location.column}")
    severity = paint(problem.severity.value, _LOOKS[problem.severity], screen.depth)
    return f"{where}: {severity}: {clean(problem.message)} [{problem.code}]"


def _track_id(problem: Problem) -> str:
    path = problem.location.path
    return track_id(path) if path.startswith("tracks/") else ""


def problem_sheet(problems: Sequence[Problem], facts: Mapping[str, Value] = NO_FACTS) -> Sheet[Problem]:
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
