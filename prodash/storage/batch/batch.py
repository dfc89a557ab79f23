"""Batches: a change to many files written and recorded as one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from prodash.errors import RefusedError, reason_of
from prodash.model.change.change import ChangePlan
from prodash.storage.batch import journal
from prodash.storage.batch.journal import JournalFile
from prodash.storage.batch.record import (
    BadRecordError,
    FileBytes,
    Heading,
    Record,
    require_recordable_path,
    to_bytes,
)
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.write import write_all_or_none
from prodash.storage.disk.links import path_resolver
from prodash.storage.disk.progress import ReportProgress, no_progress


def write_batch(
    root: Path,
    edits: Sequence[FileEdit],
    plan: ChangePlan,
    *,
    time: str,
    command: str,
    report: ReportProgress = no_progress,
) -> None:
    """Write *edits* as one batch that can be undone; the lock must be held; *report* is told how far it is.

    Raises RefusedError naming each path when nothing was written, HalfDoneError when the disk fails
    so badly that the next command has to put things back.
    """
    if not edits:
        return
    files = tuple(FileBytes(edit.path, edit.old, edit.new) for edit in edits)
    record = Record(Heading(time, command, plan.summary, len(files)), plan, files)
    try:
        for file in files:
            require_recordable_path(file.path)
        journal_file = journal.begin(root, to_bytes(record))
    except (OSError, BadRecordError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise RefusedError(
            [(edit.path, f"the journal cannot be written: {reason}") for edit in edits]
        ) from None
    write_and_mark(
        journal_file, edits, lambda: journal.finish(root, journal_file), journal_file.delete, report
    )


def write_and_mark(
    journal_file: JournalFile,
    edits: Sequence[FileEdit],
    finish: Callable[[], object],
    cancel: Callable[[], object],
    report: ReportProgress = no_progress,
) -> None:
    """Write the files, then mark the batch done; whatever comes between, the next command puts back."""
    write_all_or_none(edits, journal_file.name, [journal_file.path, journal_file.folder], cancel, report)
    try:
        finish()
    except KeyboardInterrupt:
        # Every file is written, so the way forward is the shorter one.
        with suppress(FileNotFoundError):
            finish()
        raise


def edits_of(root: Path, record: Record) -> tuple[FileEdit, ...]:
    """The edits that a record was made from; raises BadRecordError where one leads out of the catalogue."""
    edits = []
    real_path = path_resolver(root)
    for file in record.files:
        target = real_path(file.path)
        if target is None:
            raise BadRecordError(f"it names {file.path!r}, which leads outside the catalogue")
        edits.append(FileEdit(file.path, target, file.before, file.after))
    return tuple(edits)
