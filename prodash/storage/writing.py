"""Writing: a batch of files given new bytes, all of them or none.

For each file the new bytes are first written beside it (`.prodash-000042-0`, hidden, so never a
track); then all are flushed to the disk at once; then each replaces its file in one step.
"""

import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from prodash.errors import HalfDoneError, RefusedError, reason_of
from prodash.storage.files import flush, read_bytes, write_bytes

BESIDE = ".prodash-"
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


def stages_of(edits: Sequence[FileEdit], name: str) -> tuple[Staged, ...]:
    """The edits with the names that a batch of this *name* uses beside them."""
    return tuple(
        Staged(edit, os.path.join(os.path.dirname(edit.target), f"{BESIDE}{name}-{number}"))
        for number, edit in enumerate(edits)
    )


def write_batch(
    edits: Sequence[FileEdit],
    name: str,
    also_flush: Sequence[str] = (),
    give_up: Callable[[], object] = lambda: None,
) -> None:
    """Give every file its new bytes; its mode, its owner and links to it stay, hard links part.

    *name* makes the names of what is written beside the files.  Raises RefusedError naming each
    path when one of them cannot be written or is no longer what it was, and then every file is as
    before; HalfDoneError when the disk does not allow even that.  *give_up* is called where the
    disk owes nothing more, so not when putting back is itself interrupted.
    """
    staged = stages_of(edits, name)
    reached = 0
    try:
        check_batch(edits)
        _refuse([(one.edit.path, reason) for one in staged if (reason := _stage(one))])
        _flush(edits, [*also_flush, *(one.beside for one in staged if one.edit.new is not None)])
        _refuse([(edit.path, reason) for edit in edits if (reason := _changed(edit))])
        for one in staged:
            reached += 1
            _replace(one)
        for one in staged:
            if one.edit.new is None:
                _remove(one.beside)
    except BaseException:
        _give_up(staged, reached, give_up)
        raise


def _give_up(staged: Sequence[Staged], reached: int, then: Callable[[], object]) -> None:
    """Put back what a batch has *reached*, take away the rest; raises HalfDoneError where files differ."""
    outcome = put_back(staged[:reached])
    for one in staged[reached:]:
        _remove(one.beside)
    if not outcome.failed:
        # Should this fail, the next command finds nothing to put back and tries again.
        with suppress(OSError):
            then()
    if outcome.theirs or outcome.failed:
        raise HalfDoneError(outcome.theirs, outcome.failed) from None


def check_batch(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse([(edit.path, reason) for edit in edits if (reason := _obstacle(edit))])


class PutBack(NamedTuple):
    """What came of putting files back: which got their old bytes, which another program has saved since
    and keep what they hold, and which the disk did not allow, with the reason.
    """

    restored: tuple[str, ...]
    theirs: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def put_back(staged: Sequence[Staged]) -> PutBack:
    """Give the old bytes back to what a batch has reached, and take away what stands beside."""
    restored: list[str] = []
    theirs: list[str] = []
    failed: list[tuple[str, str]] = []
    for one in staged:
        edit = one.edit
        try:
            now = bytes_now(edit)
            if now not in {edit.old, edit.new}:
                theirs.append(edit.path)
            elif now != edit.old:
                _restore(one)
                restored.append(edit.path)
            _remove(one.beside)
        except OSError as error:
            failed.append((edit.path, reason_of(error)))
    return PutBack(tuple(restored), tuple(theirs), tuple(failed))


def bytes_now(edit: FileEdit) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return read_bytes(edit.target)
    except FileNotFoundError:
        return None


def _refuse(faults: Sequence[tuple[str, str]]) -> None:
    if faults:
        raise RefusedError(faults)


def _obstacle(edit: FileEdit) -> str:
    folder = os.path.dirname(edit.target)
    if edit.old is None:
        if os.path.lexists(edit.target):
            return "it is already there"
        while not os.path.exists(folder):
            folder = os.path.dirname(folder)
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


def _stage(one: Staged) -> str:
    if one.edit.new is None:
        return ""
    try:
        _write_beside(one, one.edit.new)
    except OSError as error:
        return reason_of(error)
    return ""


def _flush(edits: Sequence[FileEdit], paths: Sequence[str]) -> None:
    """Bring *paths* to the disk; some disks say only now that they are full."""
    try:
        flush(paths)
    except OSError as error:
        _refuse([(edit.path, reason_of(error)) for edit in edits])


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


def _changed(edit: FileEdit) -> str:
    try:
        return "" if bytes_now(edit) == edit.old else CHANGED
    except OSError as error:
        return reason_of(error)


def _replace(one: Staged) -> None:
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


def _restore(one: Staged) -> None:
    edit, beside = one
    if edit.old is None:
        os.unlink(edit.target)
        return
    if edit.new is not None or not os.path.lexists(beside):
        _write_beside(one, edit.old)
    os.replace(beside, edit.target)


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)
