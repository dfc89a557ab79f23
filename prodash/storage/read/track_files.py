"""Read the tracks of a catalogue, from the index as far as it is up to date, otherwise from their files."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.fields import StageLine
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.storage.disk.locate import statuses_of_tracks
from prodash.storage.disk.progress import ReportProgress
from prodash.storage.index.details import details_in, places_in
from prodash.storage.index.file import MALFORMED
from prodash.storage.index.index import Index
from prodash.storage.index.indexed_tracks import IndexedTracks
from prodash.storage.index.lazy_track import TrackDetails, TrackPlaces
from prodash.storage.index.status import status_of
from prodash.storage.index.track_columns import TrackColumns


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
        from prodash.storage.read.parse_files import parse_all

        return _from_readings(parse_all(root, stage_line, unlistable, report))
    on_disk = statuses_of_tracks(root, unlistable, status_of)
    cache = index.look_up_tracks(stage_line)
    valid = cache.valid(on_disk)
    unreadable: Mapping[str, Problem] = {}
    if not len(valid) == len(on_disk) == len(cache.columns.paths):
        from prodash.storage.read.parse_files import bring_up_to_date

        unreadable = bring_up_to_date(root, index, valid, on_disk, report)
    index.save()
    return _from_columns(root, stage_line, cache.columns, unreadable)


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


def _read_details(root: Path, stage_line: StageLine, columns: TrackColumns, number: int) -> TrackDetails:
    details_in_file = partial(_details_in_file, root, stage_line, columns.paths[number])
    try:
        digest, notes, custom, due_time, places = details_in(columns.details(number))
    except MALFORMED:
        return details_in_file()

    def read_places() -> TrackPlaces:
        with suppress(*MALFORMED):
            return places_in(places, custom)
        return details_in_file().read_places()

    return TrackDetails(notes, custom, due_time, read_places, digest)


def _details_in_file(root: Path, stage_line: StageLine, path: str) -> TrackDetails:
    """The details as the file has them, because its row is damaged, or because another prodash has replaced the index."""
    from prodash.storage.read.parse_files import parse

    track = parse(root, path, stage_line)[0] or Track("", "", "")
    places = TrackPlaces(track.mentions, track.keys, track.other_keys)
    return TrackDetails(track.notes, track.custom, track.due_time, lambda: places)
