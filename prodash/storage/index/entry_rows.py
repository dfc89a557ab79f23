"""Index rows of the files with entries, and their JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.storage.index.cache import FileCache
from prodash.storage.index.file import MALFORMED, IndexFile
from prodash.storage.index.status import Status

ENTRIES = "entries"
"""The name of the index section with these rows; it comes first, because completion reads only this one."""


class EntriesRow(NamedTuple):
    """The result of reading one file; `entries` has the fields of each entry, or is None if the file has no list."""

    path: str
    status: Status
    digest: str
    entries: Sequence[Mapping[str, Any]] | None
    problems: Sequence[Sequence[Any]]


def entry_cache(file: IndexFile) -> FileCache[EntriesRow]:
    """The cached rows of these files, from the index *file*; empty if they are damaged."""
    rows: Mapping[str, EntriesRow] = {}
    with suppress(*MALFORMED):
        rows = rows_from_json(file.sections[ENTRIES])
    return FileCache(rows, file.read_since)


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
