"""Write new bytes to several files, all of them or none.

1. write the new bytes of each file to a temporary file in its folder, such as `.prodash-000042-0`
2. flush all temporary files to the disk
3. move each temporary file over its file, which is atomic
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
    """The edits with the paths of their temporary files, which contain the *name* of the batch."""
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
    """Write the new bytes of every file; mode, owner and symbolic links stay, hard links are broken.

    *name*: part of the names of the temporary files
    *also_flush*: paths to flush to the disk before the first file is replaced
    *cancel*: called after a failure, when no file remains to be restored
    *report*: called with the progress

    Raises RefusedError, which names each path, if a file cannot be written or has changed; all files then have their
    old bytes.  Raises RollbackError if one of them could not be restored, or another program has saved it since.
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
    """Restore the first *attempted* files, and delete the temporary files of the others.

    Raises RollbackError if a file could not be restored, or another program has saved it.
    """
    outcome = restore_files(batch[:attempted])
    for prepared in batch[attempted:]:
        remove_file(prepared.temp_path)
    if not outcome.failed:
        # If this fails, the next command finds nothing to restore and tries again.
        with suppress(OSError):
            cancel()
    if outcome.changed_by_others or outcome.failed:
        raise RollbackError(outcome.changed_by_others, outcome.failed) from None


def require_writable(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that cannot be written."""
    _refuse_if_any([(edit.path, reason) for edit in edits if (reason := why_not_writable(edit))])


class RestoreOutcome(NamedTuple):
    """What has become of each file to restore."""

    restored: tuple[str, ...]
    """Paths of files whose old bytes were written."""

    changed_by_others: tuple[str, ...]
    """Paths of files that another program has saved since; they keep its bytes."""

    failed: tuple[tuple[str, str], ...]
    """Paths of files that could not be restored, each with the reason."""


def restore_files(batch: Sequence[Prepared]) -> RestoreOutcome:
    """Restore the old bytes of the files of *batch*, and delete their temporary files."""
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
    """Flush *paths* to the disk.  Raises RefusedError: some disks report only now that they are full."""
    try:
        flush(paths)
    except OSError as error:
        _refuse_if_any([(edit.path, reason_of(error)) for edit in edits])
