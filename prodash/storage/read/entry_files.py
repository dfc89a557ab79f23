"""Entries files: what those of the stages, workflows and projects give, as the index remembers it or as read now."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from prodash.model.catalogue.problem import Problem
from prodash.storage.disk.files import read_bytes, read_with_status
from prodash.storage.disk.locate import PROJECTS, STAGES, WORKFLOWS
from prodash.storage.disk.unreadable import unreadable_problem
from prodash.storage.index.entry_rows import EntriesRow
from prodash.storage.index.entry_values import EntriesReading, entries_of, row_of
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.index import Index
from prodash.storage.index.status import status_of
from prodash.storage.index.track_rows import digest_of


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
            problems.append(unreadable_problem(path, error))
        return None
    problems += found
    return entries


def _entries(root: Path, path: str, index: Index | None) -> EntriesReading:
    if index is None:
        return _parsed(path, read_bytes(root / path))
    entries = _remembered(index.entries.by_stat(path, status_of(os.stat(root / path))))
    if entries is None:
        since = index.since
        data, state = read_with_status(root / path)
        digest = digest_of(data)
        entries = _remembered(index.entries.by_digest(path, digest)) or _parsed(path, data)
        index.entries.keep(row_of(path, status_of(state), digest, entries), since)
    return entries


def _remembered(row: EntriesRow | None) -> EntriesReading | None:
    with suppress(*MALFORMED):
        return entries_of(row) if row else None
    return None


def _parsed(path: str, data: bytes) -> EntriesReading:
    from prodash.storage.read.entries import read_projects, read_stages, read_workflows

    readers: Mapping[str, Callable[[str, bytes], EntriesReading]] = {
        STAGES: read_stages,
        WORKFLOWS: read_workflows,
        PROJECTS: read_projects,
    }
    return readers[path](path, data)
