"""Problem: a fault in the user's files, collected as a value and never raised."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Location(NamedTuple):
    """A position in a file: its path in the catalogue, and line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Severity(StrEnum):
    """How serious a problem is: an error makes every command exit with 1, a warning only `check --strict`."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """A fault at a location; the message says what is wrong and what to do.

    `cause` is the path of another file involved, such as stages.yaml if a track names an unknown stage.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    cause: str = ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* sorted by location, then by code, severity, message and cause."""
    return tuple(sorted(problems, key=lambda p: (p.location, p.code, p.severity, p.message, p.cause)))


def is_in_conflict(problems: Iterable[Problem], path: str) -> bool:
    """Whether git left both sides of a merge in the file at *path*."""
    return any(one.location.path == path and one.code == "conflict" for one in problems)


def why_unread(problems: Iterable[Problem], path: str) -> str:
    """Why no command changes the file at *path*, which could not be read, and what to do."""
    # The problem itself is reported beside this reason.
    if is_in_conflict(problems, path):
        return "it is in conflict; 'prodash resolve' settles it"
    return "it could not be read; 'prodash check' says why"
