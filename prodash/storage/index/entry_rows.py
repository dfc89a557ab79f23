"""Index entries: what the file of the stages, workflows or projects gave, as plain values in JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.storage.index.cache import FileCache
from prodash.storage.index.file import MALFORMED, IndexFile
from prodash.storage.index.status import Status

ENTRIES = "entries"
"""The section of the index; the first one, because completion reads no other."""


class EntriesRow(NamedTuple):
    """One file; `entries` is None where it gave no list, else the fields of each entry."""

    path: str
    status: Status
    digest: str
    entries: Sequence[Mapping[str, Any]] | None
    problems: Sequence[Sequence[Any]]


def entry_cache(file: IndexFile) -> FileCache[EntriesRow]:
    """What is remembered of these files."""
    rows: Mapping[str, EntriesRow] = {}
    with suppress(*MALFORMED):
        rows = rows_from_json(file.sections[ENTRIES])
    return FileCache(rows, file.read_since)


def rows_to_json(rows: Iterable[EntriesRow]) -> bytes:
    """*rows* as JSON."""
    return json.dumps([*rows]).encode("ascii")


def rows_from_json(text: bytes) -> dict[str, EntriesRow]:
    """The rows by path that `rows_to_json` made this of; raises one of MALFORMED for anything else."""
    rows = [
        EntriesRow(path, (size, changed, touched, number), digest, entries, problems)
        for path, (size, changed, touched, number), digest, entries, problems in json.loads(text)
    ]
    return {row.path: row for row in rows}
