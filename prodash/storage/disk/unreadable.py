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
    if shown_path(path) == path:
        return None
    from prodash.model.catalogue.problem_codes import ProblemKind

    folders = path.split("/")[:-1]
    # A folder's problem is at the folder, and so the same for all its files.
    depth = next((at for at, folder in enumerate(folders) if shown_path(folder) != folder), None)
    what = "file" if depth is None else "folder"
    shown = shown_path(path if depth is None else "/".join(folders[: depth + 1]))
    data = {"what": what, "name": f"'{shown.rpartition('/')[2]}'"}
    return ProblemKind.FILE_NAME.at(Location(shown), **data)


def shown_path(path: str) -> str:
    """*path* as problems show it: escaped if it has unprintable characters, which could control a terminal."""
    return (
        path.encode("unicode_escape", "backslashreplace").decode("ascii")
        if re.search(f"[{UNPRINTABLE}]", path)
        else path
    )
