"""Unreadable: why the disk does not give a file or a folder, as a problem that says what to do."""

from prodash.errors import reason_of
from prodash.model.problem import Place, Problem

_REASONS: dict[type[OSError], str] = {
    IsADirectoryError: "a folder where a file belongs; rename the folder",
    FileNotFoundError: "a link to what is not there; mend or delete the link",
    PermissionError: "no permission to read it; give yourself the right to read it",
}


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that raised *error*."""
    from prodash.model.code import Code

    return Code.UNREADABLE.at(Place(path), reason=_REASONS.get(type(error)) or reason_of(error))
