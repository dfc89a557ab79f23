"""Track files: what each of them gives, as the index remembers it or as it is read now."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeAlias

from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.storage.disk.files import read_with_status
from prodash.storage.disk.locate import track_paths, tracks_with_status
from prodash.storage.disk.progress import ReportProgress, with_progress
from prodash.storage.disk.unreadable import misnamed_problem, unreadable_problem
from prodash.storage.index.cache import FileCache
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.index import Index
from prodash.storage.index.lazy_track import TrackDetails
from prodash.storage.index.status import status_of
from prodash.storage.index.track_rows import TrackRow, details_in, digest_of, problem_of, row_of, track_of

FileReading: TypeAlias = tuple[str, Track | None, Sequence[Problem]]
"""A path with its track, or with problems, or with a track and problems."""


def read_tracks(
    root: Path, index: Index | None, example: str, unlisted: dict[str, OSError], report: ReportProgress
) -> Iterator[FileReading]:
    """What the file of every track gives; messages name the stage *example*.

    A folder that cannot be listed goes to *unlisted*; *report* gets how many files were read, and of how many.
    """
    if index is None:
        for path in with_progress([*track_paths(root, unlisted)], report):
            yield _parse(root, path, example)
        return
    cache, details_of = index.look_up_tracks(example), partial(_read_details, root)
    unknown = []
    for path, state in tracks_with_status(root, unlisted):
        row = cache.by_stat(path, status_of(state)) if state else None
        if row is None:
            unknown.append(path)
            continue
        try:
            found = _reading_in(row, details_of)
        except MALFORMED:
            # Somebody wrote this who is not prodash.
            unknown.append(path)
        else:
            yield found
    if unknown:
        # Taken before the first file is read: what changes later is young then.
        since = index.since
        for path in with_progress(unknown, report):
            read = _parse_or_reuse(root, path, cache, example)
            if isinstance(read, Problem):
                yield path, None, (read,)
            else:
                cache.keep(read, since)
                yield _reading_in(read, details_of)
    index.save()


def _parse(root: Path, path: str, example: str) -> FileReading:
    from prodash.storage.read.track import read_track

    data = _read_bytes(root, path)
    if isinstance(data, Problem):
        return path, None, (data,)
    return path, *read_track(path, data[0], example_stage=example)


def _parse_or_reuse(root: Path, path: str, cache: FileCache[TrackRow], example: str) -> TrackRow | Problem:
    """What a file gives, as the index is to remember it; parsed only where its bytes are new."""
    found = _read_bytes(root, path)
    if isinstance(found, Problem):
        return found
    data, state = found
    digest, status = digest_of(data), status_of(state)
    row = cache.by_digest(path, digest)
    if row and _is_row(row, partial(_read_details, root)):
        return row._replace(status=status, details=row.text)
    from prodash.storage.read.track import read_track

    return row_of(path, status, digest, *read_track(path, data, example_stage=example))


def _read_bytes(root: Path, path: str) -> tuple[bytes, os.stat_result] | Problem:
    if problem := misnamed_problem(path):
        return problem
    try:
        return read_with_status(os.path.join(root, path))
    except OSError as error:
        return unreadable_problem(path, error)


def _reading_in(row: TrackRow, details_of: Callable[[TrackRow], TrackDetails]) -> FileReading:
    problems = [problem_of(row.path, one) for one in row.problems] if row.problems else ()
    return row.path, track_of(row, details_of), problems


def _is_row(row: TrackRow, details_of: Callable[[TrackRow], TrackDetails]) -> bool:
    """Whether prodash can have written *row*."""
    with suppress(*MALFORMED):
        _reading_in(row, details_of)
        return True
    return False


def _read_details(root: Path, row: TrackRow) -> TrackDetails:
    try:
        return details_in(row.text)
    except MALFORMED:
        # Somebody wrote this who is not prodash; the file itself knows better.
        track = _parse(root, row.path, "")[1] or Track("", "", "")
        return TrackDetails(track.notes, track.custom, track.mentions, track.keys, track.other_keys)
