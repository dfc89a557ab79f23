"""Read the record of a batch from the journal, after checking with a bounded effort that prodash wrote it here."""

from prodash.storage.batch.journal_file import JournalFile
from prodash.storage.batch.record import (
    MAX_HEAD_BYTES,
    BadRecordError,
    Heading,
    Record,
    from_bytes,
    heading_and_length,
)
from prodash.storage.disk.files import read_with_status

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


def _require_own_file(journal_file: JournalFile) -> None:
    if not journal_file.is_own_file:
        raise BadRecordError(_NOT_A_FILE)
