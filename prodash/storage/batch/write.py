"""Writing: a batch of files given new bytes, all of them or none.

For each file the new bytes are first written beside it (`.prodash-000042-0`, hidden, so never a
track); then all are flushed to the disk at once; then each replaces its file in one step.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from prodash.errors import HalfDoneError, RefusedError, reason_of
from prodash.storage.batch.replace import (
    FileEdit,
    Staged,
    bytes_now,
    changed,
    obstacle,
    remove,
    replace,
    restore,
    stage,
)
from prodash.storage.disk.files import flush
from prodash.storage.disk.progress import ReportProgress, no_progress, with_progress

BESIDE = ".prodash-"


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
    tell: ReportProgress = no_progress,
) -> None:
    """Give every file its new bytes; its mode, its owner and links to it stay, hard links part.

    *name* makes the names of what is written beside the files.  Raises RefusedError naming each
    path when one of them cannot be written or is no longer what it was, and then every file is as
    before; HalfDoneError when the disk does not allow even that.  *give_up* is called where the
    disk owes nothing more, so not when putting back is itself interrupted; *tell* how far it is.
    """
    staged = stages_of(edits, name)
    reached = 0
    try:
        check_batch(edits)
        _refuse([(one.edit.path, reason) for one in with_progress(staged, tell) if (reason := stage(one))])
        _flush(edits, [*also_flush, *(one.beside for one in staged if one.edit.new is not None)])
        _refuse([(edit.path, reason) for edit in edits if (reason := changed(edit))])
        for one in with_progress(staged, tell):
            reached += 1
            replace(one)
        for one in staged:
            if one.edit.new is None:
                remove(one.beside)
    except BaseException:
        _give_up(staged, reached, give_up)
        raise


def _give_up(staged: Sequence[Staged], reached: int, then: Callable[[], object]) -> None:
    """Put back what a batch has *reached*, take away the rest; raises HalfDoneError where files differ."""
    outcome = put_back(staged[:reached])
    for one in staged[reached:]:
        remove(one.beside)
    if not outcome.failed:
        # Should this fail, the next command finds nothing to put back and tries again.
        with suppress(OSError):
            then()
    if outcome.theirs or outcome.failed:
        raise HalfDoneError(outcome.theirs, outcome.failed) from None


def check_batch(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse([(edit.path, reason) for edit in edits if (reason := obstacle(edit))])


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
                restore(one)
                restored.append(edit.path)
            remove(one.beside)
        except OSError as error:
            failed.append((edit.path, reason_of(error)))
    return PutBack(tuple(restored), tuple(theirs), tuple(failed))


def _refuse(faults: Sequence[tuple[str, str]]) -> None:
    if faults:
        raise RefusedError(faults)


def _flush(edits: Sequence[FileEdit], paths: Sequence[str]) -> None:
    """Bring *paths* to the disk; some disks say only now that they are full."""
    try:
        flush(paths)
    except OSError as error:
        _refuse([(edit.path, reason_of(error)) for edit in edits])
