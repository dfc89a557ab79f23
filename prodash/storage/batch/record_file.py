"""Read the record of a batch from the journal, after checking with a bounded effort that prodash wrote it here; replace it."""

from contextlib import suppress

from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import (
    MAX_HEAD_BYTES,
    Heading,
    Record,
    Turn,
    from_bytes,
    heading_and_length,
    to_bytes,
)
from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.disk.flush import flush_all

_NOT_A_FILE = "it is not a regular file of yours"


def read_heading(journal_file: JournalFile) -> Heading:
    """The heading of the record.  Raises BadRecordError, OSError."""
    _require_own_file(journal_file)
    head, _ = read_with_status(journal_file.path, MAX_HEAD_BYTES)
    return heading_and_length(head, journal_file.secret, journal_file.number)[0]


def read_record(journal_file: JournalFile) -> Record:
    """The whole record.  Raises BadRecordError, OSError.

    The sealed heading says how long it is, so no more is read of a file that is endless or does not belong here.
    """
    _require_own_file(journal_file)
    head, status = read_with_status(journal_file.path, MAX_HEAD_BYTES)
    _, length = heading_and_length(head, journal_file.secret, journal_file.number)
    if status.st_size != length:
        raise BadRecordError("it is damaged or cut off")
    data = head if length == len(head) else read_with_status(journal_file.path, length)[0]
    return from_bytes(data, journal_file.secret, journal_file.number)


def replace_record(journal_file: JournalFile, record: Record) -> None:
    """Put *record* in place of the one of the same batch, in one step.  Raises OSError, BadRecordError."""
    new = journal_file._replace(state=State.NEW)
    data = to_bytes(record, journal_file.secret, journal_file.number)
    try:
        write_bytes(new.path, data)
        flush_all([new.path])
        replace_file(new.path, journal_file.path)
    except BaseException:
        with suppress(OSError):
            new.delete()
        raise


def turn_of(journal_file: JournalFile) -> Turn:
    """When the batch was undone; as the newest one if its record does not say otherwise or cannot be read."""
    with suppress(BadRecordError, OSError):
        if turn := read_heading(journal_file).turn:
            return turn
    return Turn(journal_file.number)


def _require_own_file(journal_file: JournalFile) -> None:
    if not journal_file.is_own_file:
        raise BadRecordError(_NOT_A_FILE)
