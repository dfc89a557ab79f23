"""Writing: a batch of files replaced with new bytes, all of them or none."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from prodash.errors import DiskError, HalfDoneError, RefusedError, reason_of
from prodash.storage.files import read_bytes

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
    """Give every file its new bytes; its mode, its owner and links to it stay, hard links part.

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
            _remove(one.beside)


def check_batch(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse_all(edits, _obstacle)


def create_files(root: Path, files: Mapping[str, bytes]) -> None:
    """New files below *root*, all or none; raises DiskError, also where one is there already."""
    created: list[Path] = []
    for path, data in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                created.append(target)
                file.write(data)
        except OSError as error:
            for one in created:
                one.unlink()
            raise DiskError(str(target), error) from None


def _refuse_all(edits: Sequence[FileEdit], obstacle: Callable[[FileEdit], str]) -> None:
    faults = [(edit.path, reason) for edit in edits if (reason := obstacle(edit))]
    if faults:
        raise RefusedError(faults)


def _obstacle(edit: FileEdit) -> str:
    try:
        mode = os.stat(edit.target).st_mode
    except OSError as error:
        return reason_of(error)
    # Root may write everything, so the mode is asked too.
    if not mode & _WRITABLE or not os.access(edit.target, os.W_OK):
        return "it is read-only; give yourself the right to write it"
    if not os.access(os.path.dirname(edit.target), os.W_OK):
        return "its folder is read-only; give yourself the right to write there"
    return ""


def _stage(edit: FileEdit, staged: list[_Staged]) -> str:
    try:
        staged.append(_Staged(edit, _write_beside(edit.target, edit.new)))
    except OSError as error:
        return reason_of(error)
    return ""


def _write_beside(target: str, data: bytes) -> str:
    """Write *data* to a hidden file in the same folder, with mode and owner of *target*."""
    descriptor, beside = mkstemp(prefix=".prodash-", dir=os.path.dirname(target))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        _give_rights(beside, os.stat(target))
    except BaseException:
        _remove(beside)
        raise
    return beside


def _give_rights(path: str, like: os.stat_result) -> None:
    own = os.stat(path)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        # Only root may give a file away; for others the group is what can be kept.
        with suppress(OSError):
            os.chown(path, -1, like.st_gid)
        with suppress(OSError):
            os.chown(path, like.st_uid, -1)
    os.chmod(path, stat.S_IMODE(like.st_mode))


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


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
        return reason_of(error)
    return "" if same else "another program changed it meanwhile; look at it and try again"


def _replace(staged: Sequence[_Staged]) -> None:
    reached: list[_Staged] = []
    try:
        for one in staged:
            reached.append(one)
            os.replace(one.beside, one.edit.target)
    except OSError as error:
        _put_back(reached)
        raise RefusedError([(reached[-1].edit.path, reason_of(error))]) from None
    except BaseException:
        _put_back(reached)
        raise


def _put_back(staged: Sequence[_Staged]) -> None:
    """Give the old bytes back to what this batch has replaced; what others have saved since is theirs."""
    lost = []
    for one in staged:
        try:
            found = read_bytes(one.edit.target)
            if found == one.edit.new:
                _restore(one.edit)
            elif found != one.edit.old:
                lost.append(one.edit.path)
        except OSError:
            lost.append(one.edit.path)
    if lost:
        raise HalfDoneError(lost)


def _restore(edit: FileEdit) -> None:
    beside = _write_beside(edit.target, edit.old)
    try:
        os.replace(beside, edit.target)
    except BaseException:
        _remove(beside)
        raise
