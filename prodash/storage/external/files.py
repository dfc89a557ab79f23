"""Outside: the files that users name themselves, read and written as a whole; no batch, no undo."""

import os

from prodash.errors import BadFileError, DiskError, NoSuchPathError, RefusedError, reason_of
from prodash.storage.batch.replace import FileEdit, Staged, obstacle, remove, replace, stage
from prodash.storage.batch.write import BESIDE
from prodash.storage.disk.files import flush, read_bytes


def read_outside(name: str, most: int) -> bytes:
    """The bytes of a file or pipe, at most *most* and one.

    Raises NoSuchPathError, BadFileError for a folder, DiskError.
    """
    _must_be_no_folder(name)
    try:
        with open(name, "rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise NoSuchPathError(name) from None
    except OSError as error:
        raise DiskError(name, error) from None


def bytes_there(name: str, most: int) -> bytes | None:
    """The same of a file that is to be written, never a pipe; None where there is none yet."""
    _must_be_no_folder(name)
    try:
        return read_bytes(name, most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(name, error) from None


def is_empty_file(name: str) -> bool:
    """Whether a file holds nothing, and is itself no link to a file that somebody may need."""
    return not os.path.islink(name) and os.path.getsize(name) == 0


def write_outside(name: str, data: bytes) -> None:
    """Give a file these bytes in one step, or make it; its mode and links to it stay.  Raises DiskError."""
    target = os.path.realpath(name)
    there = b"" if os.path.exists(target) else None
    edit = FileEdit(name, target, there, data)
    one = Staged(edit, os.path.join(os.path.dirname(target), f"{BESIDE}{os.getpid()}"))
    if not os.path.isdir(os.path.dirname(target)):
        raise _failed(name, "its folder does not exist; make it first")
    if reason := obstacle(edit) or stage(one):
        remove(one.beside)
        raise _failed(name, reason)
    try:
        flush([one.beside])
        replace(one)
    except OSError as error:
        raise _failed(name, reason_of(error)) from None
    except RefusedError as error:
        raise _failed(name, error.reasons[0][1]) from None
    finally:
        remove(one.beside)


def _must_be_no_folder(name: str) -> None:
    if os.path.isdir(name):
        raise BadFileError(name, "it is a folder; name a file")


def _failed(name: str, reason: str) -> DiskError:
    return DiskError(name, OSError(0, reason))
