"""The folder `.prodash` of a catalogue: prodash's own data, never committed to git."""

import os
from contextlib import suppress
from pathlib import Path

from prodash.storage.disk.files import write_bytes
from prodash.storage.disk.locate import PRIVATE_FOLDER


def make_private_folder(root: Path) -> str:
    """The path of `.prodash` in the catalogue; created if missing, with a `.gitignore` that covers all of it.

    Raises OSError, also if a link or a file is in its place.
    """
    folder = _make_folder(os.path.join(root, PRIVATE_FOLDER), PRIVATE_FOLDER)
    _make_git_ignore(os.path.join(folder, ".gitignore"))
    return folder


def make_private_subfolder(root: Path, name: str) -> str:
    """The path of the folder *name* in `.prodash`, created if missing.  Raises OSError as `make_private_folder` does."""
    return _make_folder(os.path.join(make_private_folder(root), name), f"{PRIVATE_FOLDER}/{name}")


def _make_folder(folder: str, shown_path: str) -> str:
    with suppress(FileExistsError):
        os.mkdir(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise OSError(0, f"{shown_path} is not a folder; move it out of the way")
    return folder


def _make_git_ignore(path: str) -> None:
    """Write the `.gitignore` if it is missing, or empty because the process that wrote it was killed."""
    with suppress(FileNotFoundError):
        if os.lstat(path).st_size:
            return
        os.unlink(path)
    with suppress(FileExistsError):
        write_bytes(path, b"*\n")
