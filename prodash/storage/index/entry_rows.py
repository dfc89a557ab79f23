"""Index rows of the files with entries, which of them are still valid, and their JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.storage.index.file import MALFORMED, IndexFile
from prodash.storage.index.status import Status, is_young

ENTRIES = "entries"
"""The name of the index section with these rows; it comes first, because completion reads only this one."""


class EntriesRow(NamedTuple):
    """The result of reading one file; `entries` has the fields of each entry, or is None if the file has no list."""

    path: str
    status: Status
    digest: str
    entries: Sequence[Mapping[str, Any]] | None
    problems: Sequence[Sequence[Any]]


class EntryCache:
    """The rows of files by path: `previous` are those of the index on disk, `kept` those for the next run.

    `read_since` is when the run that wrote `previous` began to read files.
    """

    def __init__(self, previous: Mapping[str, EntriesRow], read_since: int) -> None:
        self.previous = previous
        self.read_since = read_since
        self.kept: dict[str, EntriesRow] = {}
        self._differs = False

    def by_stat(self, path: str, status: Status) -> EntriesRow | None:
        """The row of the file, which is then kept; None if *status* does not prove that the file is unchanged."""
        row = self.previous.get(path)
        if row is None or row.status != status or is_young(status, self.read_since):
            return None
        self.kept[path] = row
        return row

    def by_digest(self, path: str, digest: str) -> EntriesRow | None:
        """The row of the file if its bytes had this *digest* then; otherwise None."""
        row = self.previous.get(path)
        with suppress(*MALFORMED):
            return row if row and row.digest == digest else None
        return None

    def keep(self, row: EntriesRow, since: int) -> None:
        """Keep the new *row* of a file; *since* is when this run began to read files."""
        old = self.by_digest(row.path, row.digest)
        # A file that is still young is read again next time, so saving its row gains nothing.
        self._differs |= old is None or old.status != row.status or not is_young(row.status, since)
        self.kept[row.path] = row

    @property
    def needs_saving(self) -> bool:
        """Whether the rows on disk are out of date."""
        return self._differs or len(self.kept) != len(self.previous)


def entry_cache(file: IndexFile) -> EntryCache:
    """The cached rows of these files, from the index *file*; empty if they are damaged."""
    rows: Mapping[str, EntriesRow] = {}
    with suppress(*MALFORMED):
        rows = rows_from_json(file.sections[ENTRIES])
    return EntryCache(rows, file.read_since)


def rows_to_json(rows: Iterable[EntriesRow]) -> bytes:
    """The JSON of *rows*."""
    return json.dumps([*rows]).encode("ascii")


def rows_from_json(text: bytes) -> dict[str, EntriesRow]:
    """The rows by path that `rows_to_json` encoded as *text*.  Raises one of MALFORMED for other data."""
    rows = [
        EntriesRow(path, (size, mtime, ctime, inode), digest, entries, problems)
        for path, (size, mtime, ctime, inode), digest, entries, problems in json.loads(text)
    ]
    return {row.path: row for row in rows}
