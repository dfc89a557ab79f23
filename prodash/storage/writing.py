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
from prodash.storage.locate import leads_outside

_FEW = 16


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file, the bytes it must still have, and the bytes it is to get."""

    path: str
    old: bytes
    new: bytes


class Staged(NamedTuple):
    """An edit with its new bytes written beside the file that it is for."""

    edit: FileEdit
    beside: Path
    target: Path


def write_batch(root: Path, edits: Sequence[FileEdit]) -> None:
    """Give every file its new bytes; mode and links stay.

    Raises RefusedError naming each path when one of them cannot be written or is no longer what it
    was, and then every file is as before; HalfDoneError when the disk does not allow even that.
    """
    check_batch(root, edits)
    staged: list[Staged] = []
    try:
        _refuse_all(edits, lambda edit: _stage(root, edit, staged))
        _flush([one.beside for one in staged])
        _refuse_all(edits, lambda edit: _changed(root, edit))
        _replace(staged)
    finally:
        for one in staged:
            one.beside.unlink(missing_ok=True)


def check_batch(root: Path, edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse_all(edits, lambda edit: _obstacle(root, edit))


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


def _obstacle(root: Path, edit: FileEdit) -> str:
    path = root / edit.path
    if leads_outside(root, edit.path):
        return "it leads outside the catalogue; change the file where it is"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return error.strerror or str(error)
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        return "it is read-only; give yourself the right to write it"
    return ""


def _stage(root: Path, edit: FileEdit, staged: list[Staged]) -> str:
    """Write the new bytes beside the file, where links end, with the file's own mode."""
    target = (root / edit.path).resolve()
    try:
        staged.append(Staged(edit, _write_beside(target, edit.new), target))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _write_beside(target: Path, data: bytes) -> Path:
    descriptor, name = mkstemp(prefix=f".{target.name}.", suffix=".prodash", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _flush(paths: Sequence[Path]) -> None:
    """Bring the contents of *paths* to the disk: one by one where they are few, else all at once."""
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _changed(root: Path, edit: FileEdit) -> str:
    try:
        same = read_bytes(root / edit.path) == edit.old
    except OSError as error:
        return error.strerror or str(error)
    return "" if same else "another program changed it meanwhile; look at it and try again"


def _replace(staged: Sequence[Staged]) -> None:
    reached: list[Staged] = []
    try:
        for one in staged:
            reached.append(one)
            one.beside.replace(one.target)
    except OSError as error:
        _put_back(reached)
        raise RefusedError([(reached[-1].edit.path, error.strerror or str(error))]) from None
    except BaseException:
        _put_back(reached)
        raise


def _put_back(staged: Sequence[Staged]) -> None:
    lost = []
    for one in staged:
        try:
            if one.target.read_bytes() != one.edit.old:
                _write_beside(one.target, one.edit.old).replace(one.target)
        except OSError:
            lost.append(one.edit.path)
    if lost:
        raise HalfDoneError(lost)
