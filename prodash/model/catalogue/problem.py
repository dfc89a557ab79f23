"""Problem: a fault in the data, collected as a value and never raised."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Location(NamedTuple):
    """Where something stands: a path relative to the catalogue, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """How bad a problem is: an error makes commands exit 1, a warning does so for `check --strict` only."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """A fault at a place; the message says what is wrong and what to do.

    `cause` is the path of another file that has a part in it, as the one that lacks an unknown name.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    cause: str = ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* by path, line and column; those at one place by code, severity, message and cause."""
    return tuple(sorted(problems, key=lambda p: (p.location, p.code, p.severity, p.message, p.cause)))
