"""Write new bytes to several files, all of them or none.

1. write the new bytes of each file to a temporary file in its folder, such as `.prodash-000042-5c1e9a0b-0`
2. flush all temporary files to the disk
3. verify that each file still has its old bytes
4. move each temporary file over its file, which is atomic, unless another program has just saved the file
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from prodash.errors import RefusedError, RollbackError, reason_of
from prodash.storage.batch.replace import (
    FileEdit,
    Prepared,
    bytes_in,
    prepare,
    remove_temp_file,
    replace_file,
    require_unsaved_since,
    restore_file,
    status_in,
    why_changed,
    why_not_writable,
)
from prodash.storage.disk.flush import flush_all
from prodash.storage.disk.open_folders import OpenFolders
from prodash.storage.disk.progress import ReportProgress, no_progress, with_progress
from prodash.storage.index.status import Status

TEMP_PREFIX = ".prodash-"


def with_temp_names(edits: Sequence[FileEdit], name: str) -> tuple[Prepared, ...]:
    """The edits with the names of their temporary files, which contain the *name* of the batch."""
    return tuple(Prepared(edit, f"{TEMP_PREFIX}{name}-{number}") for number, edit in enumerate(edits))


def write_all_or_none(
    folders: OpenFolders,
    edits: Sequence[FileEdit],
    name: str,
    also_flush: Sequence[str] = (),
    cancel: Callable[[], object] = lambda: None,
    report: ReportProgress = no_progress,
) -> bool:
    """Write the new bytes of every file; mode, owner and symbolic links stay, hard links are broken.

    *name*: part of the names of the temporary files
    *also_flush*: paths to flush to the disk before the first file is replaced
    *cancel*: called after a failure, when no file remains to be restored
    *report*: called with the progress

    Returns False if the disk cannot flush files.

    Raises RefusedError, which names each path, if a file cannot be written or has changed; all files then have their
    old bytes.  Raises RollbackError if one of them could not be restored, or another program has saved it since.
    """
    batch = with_temp_names(edits, name)
    attempted = 0
    try:
        flushed = _prepare_all(folders, batch, also_flush, report)
        statuses = _require_unchanged(folders, edits)
        for prepared, before in with_progress([*zip(batch, statuses, strict=True)], report):
            require_unsaved_since(folders, prepared.edit, before)
            attempted += 1
            replace_file(folders, prepared)
        for prepared in batch:
            if prepared.edit.new is None:
                remove_temp_file(folders, prepared)
    except BaseException:
        _roll_back(folders, batch, attempted, cancel)
        raise
    return flushed


def _prepare_all(
    folders: OpenFolders, batch: Sequence[Prepared], also_flush: Sequence[str], report: ReportProgress
) -> bool:
    """Write and flush the temporary files; returns False if the disk cannot flush.  Raises RefusedError."""
    _require_writable(folders, [prepared.edit for prepared in batch])
    _refuse_if_any(
        [
            (prepared.edit.path, reason)
            for prepared in with_progress(batch, report)
            if (reason := prepare(folders, prepared))
        ]
    )
    return _flush_or_refuse(folders, batch, also_flush)


def _require_unchanged(folders: OpenFolders, edits: Sequence[FileEdit]) -> Sequence[Status | None]:
    """The status of each file, taken before its bytes are compared; raises RefusedError naming those that have changed."""
    statuses = [status_in(folders, edit) for edit in edits]
    _refuse_if_any([(edit.path, reason) for edit in edits if (reason := why_changed(folders, edit))])
    return statuses


def restore_all(
    folders: OpenFolders, edits: Sequence[FileEdit], name: str, cancel: Callable[[], object]
) -> None:
    """Restore every file of the batch *name* after `write_all_or_none` has written them, and then call *cancel*.

    Raises RollbackError as `write_all_or_none` does.
    """
    _roll_back(folders, with_temp_names(edits, name), len(edits), cancel)


def _roll_back(
    folders: OpenFolders, batch: Sequence[Prepared], attempted: int, cancel: Callable[[], object]
) -> None:
    """Restore the first *attempted* files, and delete the temporary files of the others.

    Raises RollbackError if a file could not be restored, or another program has saved it.
    """
    outcome = _restore(folders, batch[:attempted])
    for prepared in batch[attempted:]:
        with suppress(OSError):
            remove_temp_file(folders, prepared)
    folders.remove_made()
    if not outcome.failed:
        # If this fails, the next command finds nothing to restore and tries again.
        with suppress(OSError):
            cancel()
    if outcome.changed_by_others or outcome.failed:
        raise RollbackError(outcome.changed_by_others, outcome.failed) from None


def require_writable(edits: Sequence[FileEdit]) -> None:
    """Raise RefusedError naming every file that cannot be written."""
    with OpenFolders() as folders:
        _require_writable(folders, edits)


def _require_writable(folders: OpenFolders, edits: Sequence[FileEdit]) -> None:
    _refuse_if_any([(edit.path, reason) for edit in edits if (reason := why_not_writable(folders, edit))])


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
    with OpenFolders() as folders:
        return _restore(folders, batch)


def _restore(folders: OpenFolders, batch: Sequence[Prepared]) -> RestoreOutcome:
    restored: list[str] = []
    changed_by_others: list[str] = []
    failed: list[tuple[str, str]] = []
    for prepared in batch:
        edit = prepared.edit
        try:
            now = bytes_in(folders, edit)
            if now not in {edit.old, edit.new}:
                changed_by_others.append(edit.path)
            elif now != edit.old:
                restore_file(folders, prepared)
                restored.append(edit.path)
            remove_temp_file(folders, prepared)
        except OSError as error:
            failed.append((edit.path, reason_of(error)))
    return RestoreOutcome(tuple(restored), tuple(changed_by_others), tuple(failed))


def _refuse_if_any(refused: Sequence[tuple[str, str]]) -> None:
    if refused:
        raise RefusedError(refused)


def _flush_or_refuse(folders: OpenFolders, batch: Sequence[Prepared], paths: Sequence[str]) -> bool:
    """Flush the temporary files and *paths*; returns False if the disk cannot do that.

    Raises RefusedError: some disks report only now that they are full.
    """
    written = [prepared for prepared in batch if prepared.edit.new is not None]

    def flush(prepared: Prepared) -> bool:
        return folders.of(prepared.edit.target).flush(prepared.temp_name)

    try:
        return flush_all(paths, [partial(flush, prepared) for prepared in written])
    except OSError as error:
        raise RefusedError([(prepared.edit.path, reason_of(error)) for prepared in batch]) from None
