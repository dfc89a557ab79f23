"""Committed: which batches git has commits of."""

from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile
from prodash.storage.batch.record import Record
from prodash.storage.batch.record_file import read_heading, read_record
from prodash.storage.commits.made_since import MadeSince, committed_since
from prodash.storage.git.run import Git
from prodash.storage.undo.choose import done_records


def committed_numbers(journal: Journal, git: Git) -> frozenset[int]:
    """The numbers of the batches that are done and committed."""
    times = [time for file in journal.files() if (time := _time_of(file))]
    found = committed_since(git, min(times)) if times else MadeSince()
    # Reading whole records is slow.
    if found == MadeSince():
        return frozenset()
    return frozenset(file.number for file, record in done_records(journal) if _has_all(found, record))


def is_committed(journal_file: JournalFile, git: Git) -> bool:
    """Whether all that the batch changed is committed."""
    try:
        record = read_record(journal_file)
    except (BadRecordError, OSError):
        return False
    return _has_all(committed_since(git, record.heading.time), record)


def _has_all(found: MadeSince, record: Record) -> bool:
    return all(found.has(file.path, file.after) for file in record.files)


def _time_of(journal_file: JournalFile) -> str:
    try:
        return read_heading(journal_file).time
    except (BadRecordError, OSError):
        return ""
