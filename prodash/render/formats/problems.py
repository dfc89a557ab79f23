"""Problems: faults in the data as lines that people and editors can follow."""

from collections.abc import Callable, Sequence

from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.names.file_names import track_id
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import Look, paint
from prodash.render.terminal.width import clean

_LOOKS = {
    Severity.ERROR: Look(ink="#dc2626", bold=True),
    Severity.WARNING: Look(ink="#a16207", bold=True),
}
"""Red and a yellow that can be read on white and on black."""


def problem_line(problem: Problem, locate: Callable[[str], str], screen: Screen) -> str:
    """`path:line:column: severity: message [code]`, the path as *locate* says it from here."""
    location = problem.location
    where = clean(f"{locate(location.path)}:{location.line}:{location.column}")
    severity = paint(problem.severity.value, _LOOKS[problem.severity], screen.depth)
    return f"{where}: {severity}: {clean(problem.message)} [{problem.code}]"


def _track_id(problem: Problem) -> str:
    path = problem.location.path
    return track_id(path) if path.startswith("tracks/") else ""


def problem_sheet(problems: Sequence[Problem]) -> Sheet[Problem]:
    """Problems as rows; their id is that of the track that they are about."""
    return Sheet(
        kind="problems",
        noun="problems",
        columns=(
            Column("path", lambda problem: problem.location.path, lambda problem: Cell(problem.location.path)),
            Column("line", lambda problem: problem.location.line, lambda problem: Cell(str(problem.location.line))),
            Column(
                "column",
                lambda problem: problem.location.column,
                lambda problem: Cell(str(problem.location.column)),
            ),
            Column(
                "severity",
                lambda problem: problem.severity.value,
                lambda problem: Cell(problem.severity.value),
            ),
            Column("code", lambda problem: problem.code, lambda problem: Cell(problem.code)),
            Column(
                "message", lambda problem: problem.message, lambda problem: Cell(problem.message), least=20
            ),
        ),
        rows=problems,
        identify=_track_id,
        locate=lambda problem: problem.location.path,
    )
