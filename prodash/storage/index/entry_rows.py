"""Index entries: what the file of the stages, workflows or projects gave, as plain values in JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.storage.index.cache import Memory
from prodash.storage.index.file import MALFORMED, IndexFile
from prodash.storage.index.status import Status

ENTRIES = "entries"
"""The section of the index; the first one, because completion reads no other."""


class EntriesRow(NamedTuple):
    """One file; `things` is None where it gave no list, else the fields of each entry."""

    path: str
    status: Status
    digest: str
    things: Sequence[Mapping[str, Any]] | None
    problems: Sequence[Sequence[Any]]


def entries_in(file: IndexFile) -> Memory[EntriesRow]:
    """What is remembered of these files."""
    rows: Mapping[str, EntriesRow] = {}
    with suppress(*MALFORMED):
        rows = from_text(file.sections[ENTRIES])
    return Memory(rows, file.began)


def to_text(rows: Iterable[EntriesRow]) -> bytes:
    """*rows* as JSON."""
    return json.dumps([*rows]).encode("ascii")


def from_text(text: bytes) -> dict[str, EntriesRow]:
    """The rows by path that `to_text` made this of; raises one of MALFORMED for anything else."""
    rows = [
        EntriesRow(path, (size, changed, touched, number), digest, things, problems)
        for path, (size, changed, touched, number), digest, things, problems in json.loads(text)
    ]
    return {row.path: row for row in rows}
