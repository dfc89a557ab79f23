"""Read each track of a catalogue, from the index if it is up to date, otherwise from its file."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeAlias

from prodash.model.catalogue.fields import StageLine
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
"""A path, its track or None, and its problems."""


def read_tracks(
    root: Path,
    index: Index | None,
    stage_line: StageLine,
    unlistable: dict[str, OSError],
    report: ReportProgress,
) -> Iterator[FileReading]:
    """Yield the reading of every track file.

    The key of *stage_line* names the stage, and messages suggest that line.  Folders that cannot be listed go to *unlistable*.
    *report* is called with the number of files read and the total.
    """
    if index is None:
        for path in with_progress([*track_paths(root, unlistable)], report):
            yield _parse(root, path, stage_line)
        return
    cache, details_of = index.look_up_tracks(stage_line), partial(_read_details, root, stage_line)
    paths_to_read = []
    for path, stat_result in tracks_with_status(root, unlistable):
        row = cache.by_stat(path, status_of(stat_result)) if stat_result else None
        if row is None:
            paths_to_read.append(path)
            continue
        try:
            reading = _reading_from_row(row, details_of)
        except MALFORMED:
            # The row is damaged.
            paths_to_read.append(path)
        else:
            yield reading
    if paths_to_read:
        # Taken before the first file is read: a file that changes after this is young.
        since = index.since
        for path in with_progress(paths_to_read, report):
            row_or_problem = _parse_or_reuse(root, path, cache, stage_line)
            if isinstance(row_or_problem, Problem):
                yield path, None, (row_or_problem,)
            else:
                cache.keep(row_or_problem, since)
                yield _reading_from_row(row_or_problem, details_of)
    index.save()


def _parse(root: Path, path: str, stage_line: StageLine) -> FileReading:
    from prodash.storage.read.track import read_track

    data = _read_bytes(root, path)
    if isinstance(data, Problem):
        return path, None, (data,)
    return path, *read_track(path, data[0], stage_line)


def _parse_or_reuse(
    root: Path, path: str, cache: FileCache[TrackRow], stage_line: StageLine
) -> TrackRow | Problem:
    """The index row of a file, which is parsed only if its bytes have changed; a problem if it is unreadable."""
    found = _read_bytes(root, path)
    if isinstance(found, Problem):
        return found
    data, stat_result = found
    digest, status = digest_of(data), status_of(stat_result)
    row = cache.by_digest(path, digest)
    if row and _is_well_formed(row, partial(_read_details, root, stage_line)):
        return row._replace(status=status, details=row.text)
    from prodash.storage.read.track import read_track

    return row_of(path, status, digest, *read_track(path, data, stage_line))


def _read_bytes(root: Path, path: str) -> tuple[bytes, os.stat_result] | Problem:
    if problem := misnamed_problem(path):
        return problem
    try:
        return read_with_status(os.path.join(root, path))
    except OSError as error:
        return unreadable_problem(path, error)


def _reading_from_row(row: TrackRow, details_of: Callable[[TrackRow], TrackDetails]) -> FileReading:
    problems = [problem_of(row.path, problem) for problem in row.problems] if row.problems else ()
    return row.path, track_of(row, details_of), problems


def _is_well_formed(row: TrackRow, details_of: Callable[[TrackRow], TrackDetails]) -> bool:
    """Whether *row* decodes without errors, as every row that prodash wrote does."""
    with suppress(*MALFORMED):
        _reading_from_row(row, details_of)
        return True
    return False


def _read_details(root: Path, stage_line: StageLine, row: TrackRow) -> TrackDetails:
    try:
        return details_in(row.text)
    except MALFORMED:
        # The row is damaged, or another prodash has replaced the index: read the file instead.
        track = _parse(root, row.path, stage_line)[1] or Track("", "", "")
        return TrackDetails(
            track.notes, track.custom, track.mentions, track.keys, track.other_keys, track.due_time
        )
