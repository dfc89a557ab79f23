"""Entries files: what those of the stages, workflows and projects give, as the index remembers it or as read now."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from prodash.model.problem import Problem
from prodash.storage.entries_plain import Entries, entries_of, row_of
from prodash.storage.files import read_bytes, read_with_status
from prodash.storage.index import Index
from prodash.storage.index_entries import EntriesRow
from prodash.storage.index_file import ODD
from prodash.storage.index_rows import digest_of
from prodash.storage.locate import PROJECTS, STAGES, WORKFLOWS
from prodash.storage.status import status_of
from prodash.storage.unreadable import unreadable


def read_entries(
    root: Path, path: str, index: Index | None, problems: list[Problem]
) -> tuple[Any, ...] | None:
    """The stages, workflows or projects of the file at *path*; None where there is none that gives a list.

    What is wrong with it is added to *problems*.
    """
    try:
        entries, found = _entries(root, path, index)
    except OSError as error:
        if os.path.lexists(root / path):
            problems.append(unreadable(path, error))
        return None
    problems += found
    return entries


def _entries(root: Path, path: str, index: Index | None) -> Entries:
    if index:
        with suppress(*ODD):
            return entries_of(_row(root, path, index))
    return _parsed(path, read_bytes(root / path))


def _row(root: Path, path: str, index: Index) -> EntriesRow:
    """What the index is to remember of a file, parsed only where its bytes are new."""
    if row := index.entries.of_unchanged(path, status_of(os.stat(root / path))):
        return row
    since = index.since
    data, state = read_with_status(root / path)
    digest, status = digest_of(data), status_of(state)
    known = index.entries.of_same_bytes(path, digest)
    row = known._replace(status=status) if known else row_of(path, status, digest, _parsed(path, data))
    index.entries.keep(row, since)
    return row


def _parsed(path: str, data: bytes) -> Entries:
    from prodash.storage.vocabularies import read_projects, read_stages, read_workflows

    readers: Mapping[str, Callable[[str, bytes], Entries]] = {
        STAGES: read_stages,
        WORKFLOWS: read_workflows,
        PROJECTS: read_projects,
    }
    return readers[path](path, data)
