"""Read and write files outside the catalogue that the user names, each as a whole and without undo."""

import os

from prodash.errors import BadFileError, DiskError, NoSuchPathError, RefusedError, reason_of
from prodash.storage.batch.replace import (
    FileEdit,
    Prepared,
    prepare,
    remove_temp_file,
    replace_file,
    why_not_writable,
)
from prodash.storage.batch.write import TEMP_PREFIX
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.open_folders import OpenFolders, target_at
from prodash.storage.disk.unreadable import shown_path

_PRIVATE_FOLDERS = {".git", PRIVATE_FOLDER}


def read_user_file(name: str, max_bytes: int) -> bytes:
    """The bytes of a file or pipe, cut off after *max_bytes* + 1 (more means the file is too large).

    Raises NoSuchPathError, BadFileError for a folder, DiskError.
    """
    _require_not_folder(name)
    try:
        with open(name, "rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise NoSuchPathError(name) from None
    except PermissionError:
        raise _disk_error(name, "no permission to read it; change its permissions (chmod u+r)") from None
    except OSError as error:
        raise DiskError(name, error) from None


def existing_bytes(name: str, max_bytes: int) -> bytes | None:
    """The bytes of a regular file about to be overwritten, cut off after *max_bytes* + 1; None if it does not exist.

    Raises BadFileError for a folder, DiskError.
    """
    _require_not_folder(name)
    try:
        return read_bytes(name, max_bytes + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(name, error) from None


def is_empty_file(name: str) -> bool:
    """Whether the file is empty and not a symbolic link.  Raises OSError if it does not exist."""
    return not os.path.islink(name) and os.path.getsize(name) == 0


def write_user_file(name: str, data: bytes) -> None:
    """Create or replace a file in one step, keeping its mode and symbolic links to it.

    Raises BadFileError if a link leads to a place that the user hardly means, DiskError.
    """
    target = target_at(name)
    _require_meant(name, target.path)
    existing = b"" if os.path.exists(target.path) else None
    prepared = Prepared(FileEdit(name, target, existing, data), f"{TEMP_PREFIX}{os.getpid()}")
    if not os.path.isdir(target.root):
        raise _disk_error(name, "its folder does not exist; create it first")
    with OpenFolders() as folders:
        try:
            if reason := why_not_writable(folders, prepared.edit) or prepare(folders, prepared):
                raise _disk_error(name, reason)
            folders.of(target).flush(prepared.temp_name)
            replace_file(folders, prepared)
        except OSError as error:
            raise _disk_error(name, reason_of(error)) from None
        except RefusedError as error:
            raise _disk_error(name, error.reasons[0][1]) from None
        finally:
            remove_temp_file(folders, prepared)


def _require_meant(name: str, real_path: str) -> None:
    """Raise BadFileError if a link, which may have come with a catalogue, leads into git's data or to nothing."""
    if os.path.islink(name) and not os.path.exists(real_path):
        raise BadFileError(
            name, f"it is a link to {shown_path(real_path)}, which does not exist; delete the link"
        )
    typed, real = (
        {part.casefold() for part in path.split(os.sep)} for path in (os.path.abspath(name), real_path)
    )
    if (real - typed) & _PRIVATE_FOLDERS:
        raise BadFileError(name, f"a link leads it to {shown_path(real_path)}; choose another file")


def _require_not_folder(name: str) -> None:
    if os.path.isdir(name):
        raise BadFileError(name, "it is a folder; name a file")


def _disk_error(name: str, reason: str) -> DiskError:
    return DiskError(name, OSError(0, reason))
