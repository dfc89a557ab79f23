"""Choose: which batch an undo takes back."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from prodash.errors import NothingToUndoError, UnknownNameError
from prodash.model.names.file_names import track_id
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import Record
from prodash.storage.batch.record_file import read_record
from prodash.storage.disk.locate import TRACKS


class TrackFiles(NamedTuple):
    """The files of the track that the user named as *word*: its *paths* now, and the *ids* that it has or had."""

    word: str
    paths: Collection[str]
    ids: Collection[str]

    def has(self, path: str) -> bool:
        """Whether the file at *path* is, or was, that of the track."""
        return path in self.paths or (path.startswith(f"{TRACKS}/") and track_id(path) in self.ids)

    def changed_by(self, record: Record) -> bool:
        """Whether the batch of *record* changed a file of the track, wherever that is now."""
        return any(self.has(file.path) for file in record.files)


def newest_batch(journal: Journal) -> JournalFile:
    """The newest batch that is done; raises NothingToUndoError."""
    journal_file = journal.last_done()
    if journal_file is None:
        raise NothingToUndoError("undo", journal.others_remark())
    return journal_file


def batch_numbered(journal: Journal, number: int) -> JournalFile:
    """The batch with this number; raises UnknownNameError, NothingToUndoError if it is undone already."""
    known = {file.number: file for file in journal.files() if file.state in {State.DONE, State.UNDONE}}
    if number not in known:
        raise UnknownNameError("batch", str(number), known=[str(one) for one in sorted(known, reverse=True)])
    if known[number].state is State.UNDONE:
        raise NothingToUndoError("undo", f"batch {number} is undone already")
    return known[number]


def newest_batch_of(journal: Journal, track: TrackFiles) -> JournalFile:
    """The newest batch that is done and changed a file of *track*; raises NothingToUndoError."""
    for journal_file, record in done_records(journal):
        if track.changed_by(record):
            return journal_file
    raise NothingToUndoError(f"undo in {track.word!r}", journal.others_remark())


def done_records(journal: Journal) -> Iterator[tuple[JournalFile, Record]]:
    """The batches that are done, newest first, without those whose record cannot be read."""
    for journal_file in reversed(journal.files()):
        if journal_file.state is State.DONE:
            try:
                yield journal_file, read_record(journal_file)
            except (BadRecordError, OSError):
                continue
