"""Done: the plans of the changes that undo knows, which tell what a track was before."""

from collections.abc import Iterator
from contextlib import suppress

from prodash.errors import DiskError
from prodash.model.change.change import ChangePlan
from prodash.session.session import Session
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record_file import read_record


def plans_done(session: Session) -> Iterator[ChangePlan]:
    """The plans of the batches in the journal that were not undone, newest first, without those that cannot be read."""
    for journal_file in reversed(_files(session)):
        if journal_file.state is State.DONE:
            with suppress(BadRecordError, OSError):
                yield read_record(journal_file).plan


def _files(session: Session) -> list[JournalFile]:
    try:
        return session.files.journal.files()
    except DiskError:
        return []
