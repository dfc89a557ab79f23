"""Replacing: one file given new bytes in one step; its mode, its owner and links to it stay."""

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
    """One file, the bytes it must still have, and the bytes it is to get; None means no file.

    `path` is its name in the catalogue, `target` the file itself, where links end.
    """

    path: str
    target: str
    old: bytes | None
    new: bytes | None

    @property
    def inverse(self) -> "FileEdit":
        """The edit that undoes this one."""
        return FileEdit(self.path, self.target, self.new, self.old)


class Prepared(NamedTuple):
    """An edit, and the hidden file beside it that the batch uses on its way."""

    edit: FileEdit
    temp_path: str


def current_bytes(edit: FileEdit) -> bytes | None:
    """What the file holds, as far as it takes to compare it; None where there is none."""
    longest = max(len(edit.old or b""), len(edit.new or b""))
    try:
        return read_bytes(edit.target, longest + 1)
    except FileNotFoundError:
        return None


def why_not_writable(edit: FileEdit) -> str:
    """Why the file may not be written, before anything is tried; empty where it may."""
    folder = os.path.dirname(edit.target)
    if edit.old is None:
        if os.path.lexists(edit.target):
            return "it is already there"
        while not os.path.lexists(folder):
            folder = os.path.dirname(folder)
        if not os.path.isdir(folder):
            return f"{os.path.basename(folder)} is no folder; move it out of the way"
    else:
        try:
            mode = os.stat(edit.target).st_mode
        except OSError as error:
            return reason_of(error)
        # Root may write everything, so the mode is asked too.
        if not mode & _ANY_WRITE_BIT or not os.access(edit.target, os.W_OK):
            return "it is read-only; give yourself the right to write it"
    if not os.access(folder, os.W_OK):
        return "its folder is read-only; give yourself the right to write there"
    return ""


def prepare(prepared: Prepared) -> str:
    """Write the new bytes beside the file; the reason where that failed."""
    if prepared.edit.new is None:
        return ""
    try:
        _write_temp_file(prepared, prepared.edit.new)
    except OSError as error:
        return reason_of(error)
    return ""


def why_changed(edit: FileEdit) -> str:
    """Why the file is not what the edit was made for; empty where it is."""
    try:
        return "" if current_bytes(edit) == edit.old else CHANGED_MEANWHILE
    except OSError as error:
        return reason_of(error)


def replace_file(prepared: Prepared) -> None:
    """Let what stands beside the file become the file; raises RefusedError."""
    edit, temp_path = prepared
    try:
        if edit.new is None:
            # Moved and not deleted, so that putting it back gives its mode too.
            os.replace(edit.target, temp_path)
        elif edit.old is None:
            _rename_to_new(temp_path, edit.target)
        else:
            os.replace(temp_path, edit.target)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error))]) from None


def restore_file(prepared: Prepared) -> None:
    """Give a file that was replaced its old bytes; raises OSError."""
    edit, temp_path = prepared
    if edit.old is None:
        os.unlink(edit.target)
        return
    if edit.new is not None or not os.path.lexists(temp_path):
        _write_temp_file(prepared, edit.old)
    os.replace(temp_path, edit.target)


def remove_file(path: str) -> None:
    """Take a file away, if it is there; a folder of that name is somebody else's.  Raises OSError."""
    with suppress(FileNotFoundError, IsADirectoryError):
        os.unlink(path)


def _write_temp_file(prepared: Prepared, data: bytes) -> None:
    """Write *data* to the hidden file, with mode and owner of the one that it is for."""
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
        # It is left from a batch whose record somebody took away.
        os.unlink(path)
        write_bytes(path, data, mode)


def _copy_owner_and_mode(path: str, original: os.stat_result) -> None:
    current = os.stat(path)
    if (current.st_uid, current.st_gid) != (original.st_uid, original.st_gid):
        # Only root may give a file away; for others the group is what can be kept.
        with suppress(OSError):
            os.chown(path, -1, original.st_gid)
        with suppress(OSError):
            os.chown(path, original.st_uid, -1)
    os.chmod(path, stat.S_IMODE(original.st_mode))


def _rename_to_new(temp_path: str, target: str) -> None:
    """Give a new file its name, and never take the name from another."""
    try:
        os.link(temp_path, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no hard links.
        if os.path.lexists(target):
            raise FileExistsError(0, "it is already there") from None
        os.replace(temp_path, target)
    else:
        os.unlink(temp_path)
