"""Unreadable: why nothing is known of a file or a folder, as a problem that says what to do."""

import re

from prodash.errors import reason_of
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.names.characters import UNPRINTABLE

_REASONS: dict[type[OSError], str] = {
    IsADirectoryError: "a folder where a file belongs; rename the folder",
    FileNotFoundError: "a link to what is not there; mend or delete the link",
    PermissionError: "no permission to read it; give yourself the right to read it",
}


def unreadable_problem(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that raised *error*."""
    from prodash.model.catalogue.problem_codes import ProblemKind

    return ProblemKind.UNREADABLE.at(Location(path), reason=_REASONS.get(type(error)) or reason_of(error))


def misnamed_problem(path: str) -> Problem | None:
    """The problem of a track's file whose name cannot be an id."""
    shown = shown_path(path)
    if shown == path:
        return None
    from prodash.model.catalogue.problem_codes import ProblemKind

    name, fix = f"'{shown.rpartition('/')[2]}'", "give the file a name of letters, digits, - and _"
    return ProblemKind.FILE_NAME.at(Location(shown), name=name, fix=fix)


def shown_path(path: str) -> str:
    """How a problem names *path*: with escapes where it has signs that a terminal would obey."""
    return (
        path.encode("unicode_escape", "backslashreplace").decode("ascii")
        if re.search(f"[{UNPRINTABLE}]", path)
        else path
    )
