"""Convert problems to plain values for the index and back."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from prodash.model.catalogue.problem import Location, Problem, Severity

ProblemRow: TypeAlias = Sequence[Any]
"""Line, column, code, severity, message and cause."""


def problem_row(problem: Problem) -> ProblemRow:
    """A problem as plain values, without the path of its file."""
    _, line, column = problem.location
    return line, column, problem.code, problem.severity.value, problem.message, problem.cause


def problem_of(path: str, row: ProblemRow) -> Problem:
    """The problem of the file at *path* from its *row*.  Raises one of MALFORMED for other data."""
    line, column, code, severity, message, cause = row
    return Problem(
        Location(path, int(line), int(column)), code + "", Severity(severity), message + "", cause + ""
    )
