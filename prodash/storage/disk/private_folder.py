"""Own: the folder of a catalogue that prodash keeps for itself, on this machine only."""

import os
from contextlib import suppress
from pathlib import Path

from prodash.storage.disk.files import write_bytes
from prodash.storage.disk.locate import OWN


def own_folder(root: Path) -> str:
    """The folder that prodash keeps for itself, made where it is missing; git ignores it.

    Raises OSError, also where a link or a file is in its place.
    """
    folder = _made(os.path.join(root, OWN), OWN)
    _ignore(os.path.join(folder, ".gitignore"))
    return folder


def folder_in_own(root: Path, name: str) -> str:
    """A folder in that folder; raises as `own_folder`."""
    return _made(os.path.join(own_folder(root), name), f"{OWN}/{name}")


def _made(folder: str, shown: str) -> str:
    with suppress(FileExistsError):
        os.mkdir(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise OSError(0, f"{shown} is no folder; move it out of the way")
    return folder


def _ignore(path: str) -> None:
    """Let git ignore the folder; an empty file is one whose writer was killed."""
    with suppress(FileNotFoundError):
        if os.lstat(path).st_size:
            return
        os.unlink(path)
    with suppress(FileExistsError):
        write_bytes(path, b"*\n")
