"""Writing: a batch of files replaced with new bytes, all of them or none."""

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from prodash.errors import DiskError, HalfDoneError, RefusedError
from prodash.storage.loading import read_bytes

_FEW = 16
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file, the bytes it must still have, and the bytes it is to get.

    `path` is its name in the catalogue, `target` the file itself, where links end.
    """

    path: str
    target: str
    old: bytes
    new: bytes


class _Staged(NamedTuple):
    """An edit with its new bytes written beside the file that it is for."""

    edit: FileEdit
    beside: str


def write_batch(edits: Sequence[FileEdit]) -> None:
    """Give every file its new bytes; mode and links stay.

    Raises RefusedError naming each path when one of them cannot be written or is no longer what it
    was, and then every file is as before; HalfDoneError when the disk does not allow even that.
    """
    check_batch(edits)
    staged: list[_Staged] = []
    try:
        _refuse_all(edits, lambda edit: _stage(edit, staged))
        _flush([one.beside for one in staged])
        _refuse_all(edits, _changed)
        _replace(staged)
    finally:
        for one in staged:
            if os.path.lexists(one.beside):
                os.unlink(one.beside)


def check_batch(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse_all(edits, _obstacle)


def create_file(path: Path, data: bytes) -> None:
    """A new file; raises DiskError, also where there is one already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise DiskError(str(path), error) from None


def _refuse_all(edits: Sequence[FileEdit], obstacle: Callable[[FileEdit], str]) -> None:
    faults = [(edit.path, reason) for edit in edits if (reason := obstacle(edit))]
    if faults:
        raise RefusedError(faults)


def _obstacle(edit: FileEdit) -> str:
    try:
        mode = os.stat(edit.target).st_mode
    except OSError as error:
        return error.strerror or str(error)
    # Root may write everything, so the mode is asked too.
    if not mode & _WRITABLE or not os.access(edit.target, os.W_OK):
        return "it is read-only; give yourself the right to write it"
    return ""


def _stage(edit: FileEdit, staged: list[_Staged]) -> str:
    try:
        staged.append(_Staged(edit, _write_beside(edit.target, edit.new)))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _write_beside(target: str, data: bytes) -> str:
    """Write *data* to a hidden file in the same folder, with the mode of *target*."""
    folder, name = os.path.split(target)
    descriptor, beside = mkstemp(prefix=f".{name}.", suffix=".prodash", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(beside, stat.S_IMODE(os.stat(target).st_mode))
    except BaseException:
        os.unlink(beside)
        raise
    return beside


def _flush(paths: Sequence[str]) -> None:
    """Bring the contents of *paths* to the disk: one by one where they are few, else all at once."""
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with open(path, "r+b") as file:
            os.fsync(file.fileno())


def _changed(edit: FileEdit) -> str:
    try:
        same = read_bytes(edit.target) == edit.old
    except OSError as error:
        return error.strerror or str(error)
    return "" if same else "another program changed it meanwhile; look at it and try again"


def _replace(staged: Sequence[_Staged]) -> None:
    reached: list[_Staged] = []
    try:
        for one in staged:
            reached.append(one)
            os.replace(one.beside, one.edit.target)
    except OSError as error:
        _put_back(reached)
        raise RefusedError([(reached[-1].edit.path, error.strerror or str(error))]) from None
    except BaseException:
        _put_back(reached)
        raise


def _put_back(staged: Sequence[_Staged]) -> None:
    lost = []
    for one in staged:
        try:
            if read_bytes(one.edit.target) != one.edit.old:
                os.replace(_write_beside(one.edit.target, one.edit.old), one.edit.target)
        except OSError:
            lost.append(one.edit.path)
    if lost:
        raise HalfDoneError(lost)
