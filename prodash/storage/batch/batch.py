"""Write the files of one change as a batch, and record it in the journal so that it can be undone."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from prodash.errors import DiskError, RefusedError, reason_of
from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch.file_bytes import (
    PERMISSIONS,
    BadRecordError,
    FileBytes,
    require_recordable_path,
)
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile
from prodash.storage.batch.record import Heading, Record
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.write import restore_all, write_all_or_none
from prodash.storage.disk.open_folders import OpenFolders
from prodash.storage.disk.progress import ReportProgress, no_progress
from prodash.storage.disk.targets import targets


def write_batch(
    journal: Journal,
    edits: Sequence[FileEdit],
    plan: ChangePlan,
    *,
    time: str,
    command: str,
    report: ReportProgress = no_progress,
) -> bool:
    """Write *edits* as one batch that can be undone; the caller must hold the lock.

    1. record the batch in the journal, in the state `doing`
    2. write the files, and call *report* with the progress
    3. mark the batch `done`

    Returns False if the disk cannot flush files.

    Raises RefusedError, which names each path, if nothing was written.  Raises RollbackError if a file was written
    and not restored: either that failed (the next command tries again), or another program has saved the file.
    """
    if not edits:
        return True
    files = tuple(_files_of(edits))
    record = Record(Heading(time, command, plan.summary, sum(edit.counts for edit in edits)), plan, files)
    try:
        for file in files:
            require_recordable_path(file.path)
        journal_file = journal.begin(record)
    except (OSError, DiskError, BadRecordError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise _journal_refused(edits, reason) from None
    return write_and_mark(
        journal_file, edits, lambda: journal.finish(journal_file), journal_file.delete, report
    )


def _files_of(edits: Sequence[FileEdit]) -> Iterator[FileBytes]:
    paths = {edit.target: edit.path for edit in edits}
    for edit in edits:
        other_path = paths[edit.other_target] if edit.other_target else ""
        missing, mode = _number_missing(edit), _mode_of_removed(edit) if edit.mode is None else edit.mode
        yield FileBytes(edit.path, edit.old, edit.new, missing, other_path=other_path, mode=mode)


def _mode_of_removed(edit: FileEdit) -> int | None:
    """The permissions of a file that is removed, so that undo can give them back; None for other files."""
    if edit.new is not None or edit.other_target:
        return None
    with suppress(OSError):
        return os.lstat(edit.target.path).st_mode & PERMISSIONS
    return None


def _number_missing(edit: FileEdit) -> int:
    """How many of the folders above a new file are missing."""
    number, folder = 0, edit.target.folder
    while edit.old is None and folder and not os.path.lexists(os.path.join(edit.target.root, folder)):
        number, folder = number + 1, folder.rpartition("/")[0]
    return number


def write_and_mark(
    journal_file: JournalFile,
    edits: Sequence[FileEdit],
    finish: Callable[[], object],
    cancel: Callable[[], object],
    report: ReportProgress = no_progress,
) -> bool:
    """Write the files of a batch, then call *finish*; after a failure restore them, then call *cancel*.

    If the process is killed in between, the next command restores the files.  Returns and raises what `write_batch`
    does.
    """
    with OpenFolders() as folders:
        flushed = write_all_or_none(
            folders, edits, journal_file.name, [journal_file.path, journal_file.folder], cancel, report
        )
        try:
            _finish_even_if_interrupted(finish)
        except OSError as error:
            restore_all(folders, edits, journal_file.name, cancel)
            raise _journal_refused(edits, reason_of(error)) from None
        for edit in edits:
            if edit.new is None:
                folders.remove_emptied(edit.target)
        return flushed


def _finish_even_if_interrupted(finish: Callable[[], object]) -> None:
    try:
        finish()
    except KeyboardInterrupt:
        # All files are written, so finishing is quicker than restoring them.
        with suppress(FileNotFoundError):
            finish()
        raise


def _journal_refused(edits: Sequence[FileEdit], reason: str) -> RefusedError:
    return RefusedError([(edit.path, f"the journal cannot be written: {reason}") for edit in edits])


def edits_of(root: Path, record: Record) -> tuple[FileEdit, ...]:
    """The edits of the files that *record* does not leave out.

    Raises RefusedError if prodash must no longer write one of them.
    """
    paths = [file.path for file in record.included]
    found = dict(zip(paths, targets(root, paths), strict=True))
    return tuple(
        FileEdit(file.path, found[file.path], file.before, file.after, found.get(file.other_path), file.mode)
        for file in record.included
    )
