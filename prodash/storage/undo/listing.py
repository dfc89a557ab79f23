"""Listing: the batches that can be undone or redone."""

from collections.abc import Sequence

from prodash.errors import reason_of
from prodash.model.plan.batch import Batch
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record_file import read_heading


def list_batches(journal: Journal) -> Sequence[Batch]:
    """The batches that can be undone or redone, newest first; none if there is no secret."""
    return tuple(
        batch_in(journal_file)
        for journal_file in reversed(journal.files())
        if journal_file.state in {State.DONE, State.UNDONE}
    )


def batch_in(journal_file: JournalFile) -> Batch:
    """The batch of *journal_file*; if its record cannot be read, its command says why."""
    undone = journal_file.state is State.UNDONE
    try:
        heading = read_heading(journal_file)
    except (BadRecordError, OSError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return Batch(journal_file.number, "", f"its record cannot be read: {reason}", "", 0, undone)
    return Batch(journal_file.number, heading.time, heading.command, heading.summary, heading.files, undone)
