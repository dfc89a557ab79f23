"""Read the stages, workflows, projects and declared fields, from the index if it is up to date, otherwise from their files."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from prodash.model.catalogue.problem import Problem
from prodash.storage.disk.files import read_bytes, read_with_status
from prodash.storage.disk.locate import FIELDS, PROJECTS, STAGES, WORKFLOWS
from prodash.storage.index.entry_rows import EntriesRow
from prodash.storage.index.entry_values import EntriesReading, entries_of, row_of
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.index import Index
from prodash.storage.index.status import status_of


def read_entries(
    root: Path, path: str, index: Index | None, problems: list[Problem]
) -> tuple[Any, ...] | None:
    """The entries in the file at *path*; None if the file is missing or has no list.

    Adds the problems of the file to *problems*.
    """
    try:
        entries, found_problems = _read_or_reuse(root, path, index)
    except OSError as error:
        if os.path.lexists(root / path):
            from prodash.storage.disk.unreadable import unreadable_problem

            problems.append(unreadable_problem(path, error))
        return None
    problems += found_problems
    return entries


def _read_or_reuse(root: Path, path: str, index: Index | None) -> EntriesReading:
    if index is None:
        return parse_entries(path, read_bytes(root / path))
    entries = _cached_reading(index.entries.by_stat(path, status_of(os.stat(root / path))))
    if entries is None:
        from prodash.storage.index.track_rows import digest_of

        since = index.since
        data, stat_result = read_with_status(root / path)
        digest = digest_of(data)
        entries = _cached_reading(index.entries.by_digest(path, digest)) or parse_entries(path, data)
        index.entries.keep(row_of(path, status_of(stat_result), digest, entries), since)
    return entries


def _cached_reading(row: EntriesRow | None) -> EntriesReading | None:
    with suppress(*MALFORMED):
        return entries_of(row) if row else None
    return None


def parse_entries(path: str, data: bytes) -> EntriesReading:
    """The entries in *data*, the bytes of the file at *path*, and its problems."""
    from prodash.storage.read.entries import read_fields, read_projects, read_stages, read_workflows

    readers: Mapping[str, Callable[[str, bytes], EntriesReading]] = {
        STAGES: read_stages,
        WORKFLOWS: read_workflows,
        PROJECTS: read_projects,
        FIELDS: read_fields,
    }
    return readers[path](path, data)
