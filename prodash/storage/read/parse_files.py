"""Parse track files: all of them, or those that have changed since the index was written."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from prodash.model.catalogue.fields import StageLine
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.storage.disk.files import read_with_status
from prodash.storage.disk.locate import track_paths
from prodash.storage.disk.progress import ReportProgress, with_progress
from prodash.storage.disk.unreadable import misnamed_problem, unreadable_problem
from prodash.storage.index.index import Index
from prodash.storage.index.status import Status, status_of
from prodash.storage.index.track_cache import TrackCache
from prodash.storage.index.track_rows import TrackRow, digest_of, row_of


def parse_all(
    root: Path, stage_line: StageLine, unlistable: dict[str, OSError], report: ReportProgress
) -> Mapping[str, tuple[Track | None, Sequence[Problem]]]:
    """The track and the problems of each track file in *root*, by path; folders that cannot be listed go to *unlistable*."""
    paths = [*track_paths(root, unlistable)]
    return {path: parse(root, path, stage_line) for path in with_progress(paths, report)}


def parse(root: Path, path: str, stage_line: StageLine) -> tuple[Track | None, Sequence[Problem]]:
    """The track in the file at *path*, and the problems of the file."""
    from prodash.storage.read.track import read_track

    data = _read_bytes(root, path)
    return (None, (data,)) if isinstance(data, Problem) else read_track(path, data[0], stage_line)


def bring_up_to_date(
    root: Path, index: Index, valid: Sequence[int], on_disk: dict[str, Status | None], report: ReportProgress
) -> dict[str, Problem]:
    """Parse the files that have changed, so that *index* has these and the *valid* ones.

    Returns the problems of files that cannot be read, by path.
    """
    cache = index.tracks
    paths = sorted(on_disk.keys() - map(cache.columns.paths.__getitem__, valid))
    # Taken before the first file is read: a file that changes after this is young.
    since = index.since if paths else 0
    read = {
        path: _parse_or_reuse(root, path, cache, index.stage_line) for path in with_progress(paths, report)
    }
    cache.update(valid, [row for row in read.values() if isinstance(row, TrackRow)], since)
    return {path: problem for path, problem in read.items() if isinstance(problem, Problem)}


def _parse_or_reuse(root: Path, path: str, cache: TrackCache, stage_line: StageLine) -> TrackRow | Problem:
    """The index row of a file, which is parsed only if its bytes have changed; a problem if it is unreadable."""
    found = _read_bytes(root, path)
    if isinstance(found, Problem):
        return found
    data, stat_result = found
    digest, status = digest_of(data), status_of(stat_result)
    if row := cache.by_digest(path, digest):
        return row._replace(status=status)
    from prodash.storage.read.track import read_track

    return row_of(path, status, digest, *read_track(path, data, stage_line))


def _read_bytes(root: Path, path: str) -> tuple[bytes, os.stat_result] | Problem:
    if problem := misnamed_problem(path):
        return problem
    try:
        return read_with_status(os.path.join(root, path))
    except OSError as error:
        return unreadable_problem(path, error)
