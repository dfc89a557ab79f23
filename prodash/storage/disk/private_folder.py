"""The folder `.prodash` of a catalogue: prodash's own data, never committed to git."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from prodash.errors import DiskError
from prodash.storage.disk.locate import PRIVATE_FOLDER

_GIT_IGNORE = ".gitignore"
_NOT_A_FOLDER = "is not a folder; move it out of the way"
_NO_PERMISSION = f"no permission to read it; change its permissions (chmod -R u+rwX {PRIVATE_FOLDER})"


def make_private_folder(root: Path) -> str:
    """The path of `.prodash` in the catalogue; created if missing, with a `.gitignore` that covers all of it.

    Raises OSError, also if a link or a file is in its place.
    """
    folder = _make_folder(os.path.join(root, PRIVATE_FOLDER), PRIVATE_FOLDER)
    _make_git_ignore(root)
    return folder


def make_private_subfolder(root: Path, *names: str) -> str:
    """The path of a folder in `.prodash`, one of *names* in the one before; each created if missing.

    Raises OSError as `make_private_folder` does.
    """
    folder, shown_path = make_private_folder(root), PRIVATE_FOLDER
    for name in names:
        folder, shown_path = os.path.join(folder, name), f"{shown_path}/{name}"
        _make_folder(folder, shown_path)
    return folder


def list_private_folder(root: Path, *names: str) -> list[str]:
    """The names of the files in a folder in `.prodash`, with *names* as in `make_private_subfolder`; [] if it is missing.

    Raises DiskError if it cannot be listed, or if a link or a file is in the place of a folder.
    """
    folder, shown_path = str(root), ""
    try:
        for name in (PRIVATE_FOLDER, *names):
            folder, shown_path = os.path.join(folder, name), f"{shown_path}/{name}".lstrip("/")
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                raise DiskError(shown_path, OSError(0, f"it {_NOT_A_FOLDER}"))
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        cause = OSError(0, _NO_PERMISSION) if isinstance(error, PermissionError) else error
        raise DiskError(shown_path, cause) from None


def _make_folder(folder: str, shown_path: str) -> str:
    with suppress(FileExistsError):
        os.mkdir(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise OSError(0, f"{shown_path} {_NOT_A_FOLDER}")
    return folder


def _make_git_ignore(root: Path) -> None:
    """Write the `.gitignore` if it is missing, or empty because the process that wrote it was killed."""
    from prodash.storage.disk.open_folders import OpenFolders, Target

    with OpenFolders() as folders:
        folder = folders.of(Target(os.path.realpath(root), PRIVATE_FOLDER, _GIT_IGNORE))
        with suppress(FileNotFoundError):
            if folder.status(_GIT_IGNORE).st_size:
                return
            folder.delete(_GIT_IGNORE)
        with suppress(FileExistsError):
            folder.create(_GIT_IGNORE, b"*\n")
