"""Problems of files and folders that cannot be read, with advice on what to do."""

import re

from prodash.errors import reason_of
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.names.characters import UNPRINTABLE

_REASONS: dict[type[OSError], str] = {
    IsADirectoryError: "this is a folder, but a file belongs here; rename the folder",
    FileNotFoundError: "the link leads to a file that does not exist; fix or delete the link",
    PermissionError: "no permission to read it; change its permissions (chmod u+r)",
}


def unreadable_problem(path: str, error: OSError) -> Problem:
    """The problem of the file or folder at *path*, which raised *error* when it was read."""
    from prodash.model.catalogue.problem_codes import ProblemKind

    return ProblemKind.UNREADABLE.at(Location(path), reason=_REASONS.get(type(error)) or reason_of(error))


def misnamed_problem(path: str) -> Problem | None:
    """The problem of a track file whose path has unprintable characters; None if it has none."""
    shown = shown_path(path)
    if shown == path:
        return None
    from prodash.model.catalogue.problem_codes import ProblemKind

    name, fix = f"'{shown.rpartition('/')[2]}'", "rename the file; use only letters, digits, - and _"
    return ProblemKind.FILE_NAME.at(Location(shown), name=name, fix=fix)


def shown_path(path: str) -> str:
    """*path* as problems show it: escaped if it has unprintable characters, which could control a terminal."""
    return (
        path.encode("unicode_escape", "backslashreplace").decode("ascii")
        if re.search(f"[{UNPRINTABLE}]", path)
        else path
    )
