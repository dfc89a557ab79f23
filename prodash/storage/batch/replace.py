"""Replacing: one file given new bytes in one step; its mode, its owner and links to it stay."""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from prodash.errors import RefusedError, reason_of
from prodash.storage.disk.files import read_bytes, write_bytes

CHANGED = "another program changed it meanwhile; look at it and try again"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


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
    def back(self) -> "FileEdit":
        """The edit that undoes this one."""
        return FileEdit(self.path, self.target, self.new, self.old)


class Staged(NamedTuple):
    """An edit, and the hidden file beside it that the batch uses on its way."""

    edit: FileEdit
    beside: str


def bytes_now(edit: FileEdit) -> bytes | None:
    """What the file holds, as far as it takes to compare it; None where there is none."""
    longest = max(len(edit.old or b""), len(edit.new or b""))
    try:
        return read_bytes(edit.target, longest + 1)
    except FileNotFoundError:
        return None


def obstacle(edit: FileEdit) -> str:
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
        if not mode & _WRITABLE or not os.access(edit.target, os.W_OK):
            return "it is read-only; give yourself the right to write it"
    if not os.access(folder, os.W_OK):
        return "its folder is read-only; give yourself the right to write there"
    return ""


def stage(one: Staged) -> str:
    """Write the new bytes beside the file; the reason where that failed."""
    if one.edit.new is None:
        return ""
    try:
        _write_beside(one, one.edit.new)
    except OSError as error:
        return reason_of(error)
    return ""


def changed(edit: FileEdit) -> str:
    """Why the file is not what the edit was made for; empty where it is."""
    try:
        return "" if bytes_now(edit) == edit.old else CHANGED
    except OSError as error:
        return reason_of(error)


def replace(one: Staged) -> None:
    """Let what stands beside the file become the file; raises RefusedError."""
    edit, beside = one
    try:
        if edit.new is None:
            # Moved and not deleted, so that putting it back gives its mode too.
            os.replace(edit.target, beside)
        elif edit.old is None:
            _create(beside, edit.target)
        else:
            os.replace(beside, edit.target)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error))]) from None


def restore(one: Staged) -> None:
    """Give a file that was replaced its old bytes; raises OSError."""
    edit, beside = one
    if edit.old is None:
        os.unlink(edit.target)
        return
    if edit.new is not None or not os.path.lexists(beside):
        _write_beside(one, edit.old)
    os.replace(beside, edit.target)


def remove(path: str) -> None:
    """Take a file away, if it is there; a folder of that name is somebody else's.  Raises OSError."""
    with suppress(FileNotFoundError, IsADirectoryError):
        os.unlink(path)


def _write_beside(one: Staged, data: bytes) -> None:
    """Write *data* to the hidden file, with mode and owner of the one that it is for."""
    try:
        like = os.stat(one.edit.target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(one.edit.target), exist_ok=True)
        _write_anew(one.beside, data, 0o666)
        return
    _write_anew(one.beside, data, stat.S_IRUSR | stat.S_IWUSR)
    _give_rights(one.beside, like)


def _write_anew(path: str, data: bytes, mode: int) -> None:
    try:
        write_bytes(path, data, mode)
    except FileExistsError:
        # It is left from a batch whose record somebody took away.
        os.unlink(path)
        write_bytes(path, data, mode)


def _give_rights(path: str, like: os.stat_result) -> None:
    own = os.stat(path)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        # Only root may give a file away; for others the group is what can be kept.
        with suppress(OSError):
            os.chown(path, -1, like.st_gid)
        with suppress(OSError):
            os.chown(path, like.st_uid, -1)
    os.chmod(path, stat.S_IMODE(like.st_mode))


def _create(beside: str, target: str) -> None:
    """Give a new file its name, and never take the name from another."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no hard links.
        if os.path.lexists(target):
            raise FileExistsError(0, "it is already there") from None
        os.replace(beside, target)
    else:
        os.unlink(beside)
