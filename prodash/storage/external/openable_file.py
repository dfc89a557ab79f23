"""Openable file: the file that a value of a track names, found and checked before a program opens it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from prodash.errors import reason_of
from prodash.model.files.openable import FILE_TYPES, FOLDER_TYPES, CannotOpenError, LinkOrPath, file_type
from prodash.shell import WINDOWS


class FoundFile(NamedTuple):
    """A file to open: its absolute `path` without links, and its path in the catalogue; empty if it is outside."""

    path: str
    in_catalogue: str


def find_file(root: Path, track_path: str, named: LinkOrPath) -> FoundFile:
    """The file that a value of the track at *track_path* names.

    A relative path is looked up beside the track's file, and then in the catalogue's folder *root*.
    Raises CannotOpenError if there is none, or if it is not a file of a known type that nobody can run.
    """
    text = os.path.expanduser(named.text) if named.text.startswith("~/") else named.text
    folders = ((root / track_path).parent, root)
    path = next((folder / text for folder in folders if os.path.lexists(folder / text)), None)
    if path is None:
        where = (
            "it does not exist"
            if os.path.isabs(text)
            else "it is neither beside the track's file nor in the catalogue"
        )
        raise CannotOpenError(named, where)
    real = os.path.realpath(path)
    if reason := _why_not(real):
        raise CannotOpenError(named, reason)
    top = os.path.realpath(root)
    inside = Path(real).is_relative_to(top)
    return FoundFile(real, Path(real).relative_to(top).as_posix() if inside else "")


def _why_not(real: str) -> str:
    """The reason why the file is not opened; empty if it is."""
    try:
        return next(_reasons(real, os.stat(real).st_mode), "")
    except OSError as error:
        return reason_of(error)


def _reasons(real: str, mode: int) -> Iterator[str]:
    if real.startswith("\\\\"):
        yield "it is on another computer"
    if file_type(real) not in FILE_TYPES:
        yield f"it is a link to {os.path.basename(real)}, which has another type"
    if stat.S_ISDIR(mode):
        yield from [] if file_type(real) in FOLDER_TYPES else ["it is a folder"]
    elif not stat.S_ISREG(mode):
        yield "it is not a regular file"
    # Windows takes the ending for what others have a bit for.
    elif mode & 0o111 and not WINDOWS:
        yield "it is marked as a program; 'chmod -x' takes the mark away"
