"""Own: the folder of a catalogue that prodash keeps for itself, on this machine only."""

import os
from contextlib import suppress
from pathlib import Path

from prodash.storage.disk.files import write_bytes
from prodash.storage.disk.locate import PRIVATE_FOLDER


def make_private_folder(root: Path) -> str:
    """The folder that prodash keeps for itself, made where it is missing; git ignores it.

    Raises OSError, also where a link or a file is in its place.
    """
    folder = _make_folder(os.path.join(root, PRIVATE_FOLDER), PRIVATE_FOLDER)
    _make_git_ignore(os.path.join(folder, ".gitignore"))
    return folder


def make_private_subfolder(root: Path, name: str) -> str:
    """A folder in that folder; raises as `make_private_folder`."""
    return _make_folder(os.path.join(make_private_folder(root), name), f"{PRIVATE_FOLDER}/{name}")


def _make_folder(folder: str, shown: str) -> str:
    with suppress(FileExistsError):
        os.mkdir(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise OSError(0, f"{shown} is no folder; move it out of the way")
    return folder


def _make_git_ignore(path: str) -> None:
    """Let git ignore the folder; an empty file is one whose writer was killed."""
    with suppress(FileNotFoundError):
        if os.lstat(path).st_size:
            return
        os.unlink(path)
    with suppress(FileExistsError):
        write_bytes(path, b"*\n")
