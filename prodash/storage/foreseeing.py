"""Foreseeing: the catalogue as it is once files are written, without loading it again."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from prodash.model.catalogue import Catalogue
from prodash.model.entry import KINDS
from prodash.model.track import Track
from prodash.storage.links import links_of
from prodash.storage.locate import TRACKS
from prodash.storage.reading import Reading, read_track
from prodash.storage.replacing import FileEdit


def reading_of(catalogue: Catalogue, path: str, data: bytes) -> Reading:
    """What loading will read in the file of a track that gets the bytes *data*, before it looks for ids."""
    stages = catalogue.stages
    example = stages.in_order[0].id if stages.closed and stages.in_order else "mixing"
    return read_track(path, data, example_stage=example)


def readings_of(catalogue: Catalogue, files: Iterable[FileEdit]) -> dict[str, Reading]:
    """The same for those of *files* that are tracks, by path."""
    return {
        file.path: reading_of(catalogue, file.path, file.new)
        for file in files
        if file.new is not None and file.path.startswith(f"{TRACKS}/")
    }


def foreseen(
    root: Path, catalogue: Catalogue, files: Sequence[FileEdit], readings: Mapping[str, Reading]
) -> Catalogue | None:
    """The catalogue once *files* are written, which say *readings*; None where it has to be loaded to know."""
    tracks = [track for track, _ in readings.values() if track]
    gone = {file.path for file in files if file.new is None}
    told = len(tracks) + len(gone) == len(files) and not {*catalogue.unread} & {*readings, *gone}
    only_tracks = all(file.path.startswith(f"{TRACKS}/") for file in files)
    if not (told and only_tracks) or _have_other_names(root, files):
        return None
    written = gone | readings.keys()
    problems = [problem for problem in catalogue.problems if problem.place.path not in written]
    problems += [problem for _, found in readings.values() for problem in found]
    before = [track for track in catalogue.tracks if track.path in written]
    after = catalogue.with_tracks(tracks, without=gone)
    if any(_names(before, field) != _names(tracks, field) for field in _open_fields(catalogue)):
        after = after.with_names_of_tracks()
    return replace(after, problems=tuple(sorted(problems)))


def _have_other_names(root: Path, files: Iterable[FileEdit]) -> bool:
    """Whether links give one of *files* another path too, or will give it another one than it has now."""
    ends = {*links_of(root).values()}
    return bool(ends) and any(end in ends for file in files for end in _with_folders(file.target))


def _with_folders(path: str) -> Iterator[str]:
    while (folder := os.path.dirname(path)) != path:
        yield path
        path = folder


def _open_fields(catalogue: Catalogue) -> list[str]:
    """The fields whose vocabulary has no file, so that it is made of the names that tracks use."""
    return [kind.field for kind in KINDS.values() if not kind.of(catalogue).closed]


def _names(tracks: Iterable[Track], field: str) -> set[str]:
    return {mention.text for track in tracks for mention in track.mentioned(field)}
