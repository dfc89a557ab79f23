"""Replace the contents of one file in one step, and keep its mode, its owner and symbolic links to it."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from prodash.errors import RefusedError, reason_of
from prodash.storage.disk.files import read_bytes, write_bytes

CHANGED_MEANWHILE = "another program changed it meanwhile; look at it and try again"
_ANY_WRITE_BIT = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A change to the bytes of one file."""

    path: str
    """Its path in the catalogue."""

    target: str
    """Its real path, after following links."""

    old: bytes | None
    """The bytes that it must still have; None if it must not exist."""

    new: bytes | None
    """Its new bytes; None to delete it."""

    @property
    def inverse(self) -> "FileEdit":
        """The edit that undoes this one."""
        return FileEdit(self.path, self.target, self.new, self.old)


class Prepared(NamedTuple):
    """An edit, and the path for its temporary file, in the folder of the file."""

    edit: FileEdit
    temp_path: str


def current_bytes(edit: FileEdit) -> bytes | None:
    """The bytes of the file now, cut off where they cannot be the old or new ones; None if it does not exist.

    Raises OSError.
    """
    longest = max(len(edit.old or b""), len(edit.new or b""))
    try:
        return read_bytes(edit.target, longest + 1)
    except FileNotFoundError:
        return None


def why_not_writable(edit: FileEdit) -> str:
    """Why the edit cannot be written, as far as a check without writing can find out; "" if it can."""
    folder = os.path.dirname(edit.target)
    if edit.old is None:
        if os.path.lexists(edit.target):
            return "it already exists"
        while not os.path.lexists(folder):
            folder = os.path.dirname(folder)
        if not os.path.isdir(folder):
            return f"{os.path.basename(folder)} is not a folder; move it out of the way"
    else:
        try:
            mode = os.stat(edit.target).st_mode
        except OSError as error:
            return reason_of(error)
        # For root, os.access allows everything, so check the mode too.
        if not mode & _ANY_WRITE_BIT or not os.access(edit.target, os.W_OK):
            return "it is read-only; change its permissions (chmod u+w)"
    if not os.access(folder, os.W_OK):
        return "its folder is read-only; change its permissions (chmod u+w)"
    return ""


def prepare(prepared: Prepared) -> str:
    """Write the new bytes to the temporary file; return why that failed, or ""."""
    if prepared.edit.new is None:
        return ""
    try:
        _write_temp_file(prepared, prepared.edit.new)
    except OSError as error:
        return reason_of(error)
    return ""


def why_changed(edit: FileEdit) -> str:
    """Why the file does not have the old bytes of the edit; "" if it has them."""
    try:
        return "" if current_bytes(edit) == edit.old else CHANGED_MEANWHILE
    except OSError as error:
        return reason_of(error)


def replace_file(prepared: Prepared) -> None:
    """Move the temporary file over the file; a file to delete is moved to the temporary path.  Raises RefusedError."""
    edit, temp_path = prepared
    try:
        if edit.new is None:
            # Moving it lets a rollback restore its mode too.
            os.replace(edit.target, temp_path)
        elif edit.old is None:
            _rename_to_new(temp_path, edit.target)
        else:
            os.replace(temp_path, edit.target)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error))]) from None


def restore_file(prepared: Prepared) -> None:
    """Restore the old bytes of a replaced file.  Raises OSError."""
    edit, temp_path = prepared
    if edit.old is None:
        os.unlink(edit.target)
        return
    if edit.new is not None or not os.path.lexists(temp_path):
        _write_temp_file(prepared, edit.old)
    os.replace(temp_path, edit.target)


def remove_file(path: str) -> None:
    """Delete the file at *path* if it exists; leave a folder of that name alone.  Raises OSError."""
    with suppress(FileNotFoundError, IsADirectoryError):
        os.unlink(path)


def _write_temp_file(prepared: Prepared, data: bytes) -> None:
    """Write *data* to the temporary file, with the mode and owner of the file that it will replace.  Raises OSError."""
    try:
        original = os.stat(prepared.edit.target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(prepared.edit.target), exist_ok=True)
        _write_new_file(prepared.temp_path, data, 0o666)
        return
    _write_new_file(prepared.temp_path, data, stat.S_IRUSR | stat.S_IWUSR)
    _copy_owner_and_mode(prepared.temp_path, original)


def _write_new_file(path: str, data: bytes, mode: int) -> None:
    try:
        write_bytes(path, data, mode)
    except FileExistsError:
        # It belongs to an earlier batch whose record somebody has deleted.
        os.unlink(path)
        write_bytes(path, data, mode)


def _copy_owner_and_mode(path: str, original: os.stat_result) -> None:
    current = os.stat(path)
    if (current.st_uid, current.st_gid) != (original.st_uid, original.st_gid):
        # Only root can change the owner; other users can keep the group at most.
        with suppress(OSError):
            os.chown(path, -1, original.st_gid)
        with suppress(OSError):
            os.chown(path, original.st_uid, -1)
    os.chmod(path, stat.S_IMODE(original.st_mode))


def _rename_to_new(temp_path: str, target: str) -> None:
    """Rename the temporary file to *target*, but never over an existing file.  Raises OSError."""
    try:
        os.link(temp_path, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no hard links.
        if os.path.lexists(target):
            raise FileExistsError(0, "it already exists") from None
        os.replace(temp_path, target)
    else:
        os.unlink(temp_path)
