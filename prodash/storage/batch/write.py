"""Writing: a batch of files given new bytes, all of them or none.

For each file the new bytes are first written beside it (`.prodash-000042-0`, hidden, so never a
track); then all are flushed to the disk at once; then each replaces its file in one step.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from prodash.errors import RefusedError, RollbackError, reason_of
from prodash.storage.batch.replace import (
    FileEdit,
    Prepared,
    current_bytes,
    prepare,
    remove_file,
    replace_file,
    restore_file,
    why_changed,
    why_not_writable,
)
from prodash.storage.disk.files import flush
from prodash.storage.disk.progress import ReportProgress, no_progress, with_progress

TEMP_PREFIX = ".prodash-"


def with_temp_paths(edits: Sequence[FileEdit], name: str) -> tuple[Prepared, ...]:
    """The edits with the names that a batch of this *name* uses beside them."""
    return tuple(
        Prepared(edit, os.path.join(os.path.dirname(edit.target), f"{TEMP_PREFIX}{name}-{number}"))
        for number, edit in enumerate(edits)
    )


def write_all_or_none(
    edits: Sequence[FileEdit],
    name: str,
    also_flush: Sequence[str] = (),
    cancel: Callable[[], object] = lambda: None,
    report: ReportProgress = no_progress,
) -> None:
    """Give every file its new bytes; its mode, its owner and links to it stay, hard links part.

    *name* makes the names of what is written beside the files.  Raises RefusedError naming each
    path when one of them cannot be written or is no longer what it was, and then every file is as
    before; HalfDoneError when the disk does not allow even that.  *cancel* is called where the
    disk owes nothing more, so not when putting back is itself interrupted; *report* how far it is.
    """
    batch = with_temp_paths(edits, name)
    attempted = 0
    try:
        require_writable(edits)
        _refuse_if_any(
            [
                (prepared.edit.path, reason)
                for prepared in with_progress(batch, report)
                if (reason := prepare(prepared))
            ]
        )
        _flush_or_refuse(
            edits, [*also_flush, *(prepared.temp_path for prepared in batch if prepared.edit.new is not None)]
        )
        _refuse_if_any([(edit.path, reason) for edit in edits if (reason := why_changed(edit))])
        for prepared in with_progress(batch, report):
            attempted += 1
            replace_file(prepared)
        for prepared in batch:
            if prepared.edit.new is None:
                remove_file(prepared.temp_path)
    except BaseException:
        _roll_back(batch, attempted, cancel)
        raise


def _roll_back(batch: Sequence[Prepared], attempted: int, cancel: Callable[[], object]) -> None:
    """Put back what a batch has *attempted*, take away the rest; raises HalfDoneError where files differ."""
    outcome = restore_files(batch[:attempted])
    for prepared in batch[attempted:]:
        remove_file(prepared.temp_path)
    if not outcome.failed:
        # Should this fail, the next command finds nothing to put back and tries again.
        with suppress(OSError):
            cancel()
    if outcome.changed_by_others or outcome.failed:
        raise RollbackError(outcome.changed_by_others, outcome.failed) from None


def require_writable(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that may not be written."""
    _refuse_if_any([(edit.path, reason) for edit in edits if (reason := why_not_writable(edit))])


class RestoreOutcome(NamedTuple):
    """What came of putting files back: which got their old bytes, which another program has saved since
    and keep what they hold, and which the disk did not allow, with the reason.
    """

    restored: tuple[str, ...]
    changed_by_others: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def restore_files(batch: Sequence[Prepared]) -> RestoreOutcome:
    """Give the old bytes back to what a batch has reached, and take away what stands beside."""
    restored: list[str] = []
    changed_by_others: list[str] = []
    failed: list[tuple[str, str]] = []
    for prepared in batch:
        edit = prepared.edit
        try:
            now = current_bytes(edit)
            if now not in {edit.old, edit.new}:
                changed_by_others.append(edit.path)
            elif now != edit.old:
                restore_file(prepared)
                restored.append(edit.path)
            remove_file(prepared.temp_path)
        except OSError as error:
            failed.append((edit.path, reason_of(error)))
    return RestoreOutcome(tuple(restored), tuple(changed_by_others), tuple(failed))


def _refuse_if_any(refused: Sequence[tuple[str, str]]) -> None:
    if refused:
        raise RefusedError(refused)


def _flush_or_refuse(edits: Sequence[FileEdit], paths: Sequence[str]) -> None:
    """Bring *paths* to the disk; some disks say only now that they are full."""
    try:
        flush(paths)
    except OSError as error:
        _refuse_if_any([(edit.path, reason_of(error)) for edit in edits])
