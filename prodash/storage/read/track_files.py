"""Read the tracks of a catalogue, from the index as far as it is up to date, otherwise from their files."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.fields import StageLine
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track, Tracks
from prodash.storage.disk.files import read_with_status
from prodash.storage.disk.locate import statuses_of_tracks, track_paths
from prodash.storage.disk.progress import ReportProgress, with_progress
from prodash.storage.disk.unreadable import misnamed_problem, unreadable_problem
from prodash.storage.index.details import details_in, places_in
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.index import Index
from prodash.storage.index.indexed_tracks import IndexedTracks
from prodash.storage.index.lazy_track import TrackDetails, TrackPlaces
from prodash.storage.index.status import Status, status_of
from prodash.storage.index.track_cache import TrackCache
from prodash.storage.index.track_columns import TrackColumns
from prodash.storage.index.track_rows import TrackRow, digest_of, row_of


class TrackFiles(NamedTuple):
    """The result of reading track files: their tracks in the order of paths, the files without one, and the problems of each."""

    tracks: Tracks
    unread: Sequence[str]
    problems: Mapping[str, Sequence[Problem]]


def read_tracks(
    root: Path,
    index: Index | None,
    stage_line: StageLine,
    unlistable: dict[str, OSError],
    report: ReportProgress,
) -> TrackFiles:
    """The result of reading every track file in *root*.

    The key of *stage_line* names the stage, and messages suggest that line.  Folders that cannot be listed go to *unlistable*.
    *report* is called with the number of files read and the total.
    """
    if index is None:
        paths = [*track_paths(root, unlistable)]
        return _from_readings({path: _parse(root, path, stage_line) for path in with_progress(paths, report)})
    on_disk = statuses_of_tracks(root, unlistable, status_of)
    cache = index.look_up_tracks(stage_line)
    unreadable = _bring_up_to_date(root, index, cache, on_disk, report)
    index.save()
    return _from_columns(root, stage_line, cache.columns, unreadable)


def _bring_up_to_date(
    root: Path, index: Index, cache: TrackCache, on_disk: dict[str, Status | None], report: ReportProgress
) -> Mapping[str, Problem]:
    """Read the files that have changed, and update *cache*; returns the problems of those that cannot be read, by path."""
    valid = cache.valid(on_disk)
    if len(valid) == len(on_disk) == len(cache.columns.paths):
        return {}
    paths = sorted(on_disk.keys() - map(cache.columns.paths.__getitem__, valid))
    # Taken before the first file is read: a file that changes after this is young.
    since = index.since if paths else 0
    read = {
        path: _parse_or_reuse(root, path, cache, index.stage_line) for path in with_progress(paths, report)
    }
    cache.update(valid, [row for row in read.values() if isinstance(row, TrackRow)], since)
    return {path: problem for path, problem in read.items() if isinstance(problem, Problem)}


def _from_columns(
    root: Path, stage_line: StageLine, columns: TrackColumns, unreadable: Mapping[str, Problem]
) -> TrackFiles:
    numbers: Sequence[int] = range(len(columns.paths))
    unread = [*unreadable]
    if None in columns.titles:
        unread += (columns.paths[number] for number in numbers if columns.titles[number] is None)
        numbers = [number for number in numbers if columns.titles[number] is not None]
    tracks = IndexedTracks(columns, numbers, partial(_read_details, root, stage_line, columns))
    problems = {columns.paths[number]: found for number, found in columns.problems.items()}
    return TrackFiles(tracks, unread, {**problems, **{path: (one,) for path, one in unreadable.items()}})


def _from_readings(readings: Mapping[str, tuple[Track | None, Sequence[Problem]]]) -> TrackFiles:
    """The result of reading files, by path the track, if any, and the problems."""
    tracks = sorted((track for track, _ in readings.values() if track), key=attrgetter("path"))
    unread = [path for path, (track, _) in readings.items() if track is None]
    return TrackFiles(Tracks(tracks), unread, {path: problems for path, (_, problems) in readings.items()})


def _parse(root: Path, path: str, stage_line: StageLine) -> tuple[Track | None, Sequence[Problem]]:
    from prodash.storage.read.track import read_track

    data = _read_bytes(root, path)
    return (None, (data,)) if isinstance(data, Problem) else read_track(path, data[0], stage_line)


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


def _read_details(root: Path, stage_line: StageLine, columns: TrackColumns, number: int) -> TrackDetails:
    details_in_file = partial(_details_in_file, root, stage_line, columns.paths[number])
    try:
        notes, custom, due_time, places = details_in(columns.details(number))
    except MALFORMED:
        return details_in_file()

    def read_places() -> TrackPlaces:
        with suppress(*MALFORMED):
            return places_in(places, custom)
        return details_in_file().read_places()

    return TrackDetails(notes, custom, due_time, read_places)


def _details_in_file(root: Path, stage_line: StageLine, path: str) -> TrackDetails:
    """The details as the file has them, because its row is damaged, or because another prodash has replaced the index."""
    track = _parse(root, path, stage_line)[0] or Track("", "", "")
    places = TrackPlaces(track.mentions, track.keys, track.other_keys)
    return TrackDetails(track.notes, track.custom, track.due_time, lambda: places)
