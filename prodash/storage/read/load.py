"""Load the catalogue in a folder; each file that cannot be read becomes a problem."""

from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import USUAL_LINE, StageLine
from prodash.model.catalogue.problem import Problem, in_order
from prodash.model.catalogue.tracks import Tracks
from prodash.storage.disk.locate import VOCABULARY_FILES
from prodash.storage.disk.progress import ReportProgress, no_progress
from prodash.storage.index.index import Index
from prodash.storage.read.entry_files import read_entries
from prodash.storage.read.stage_key import stage_key_of
from prodash.storage.read.track_files import TrackFiles, read_tracks


class Overlay(NamedTuple):
    """A *folder* whose files count instead of those of a catalogue, of which only the tracks *kept* count."""

    folder: Path
    kept: Collection[str]


def load(
    root: Path,
    index: Index | None = None,
    report: ReportProgress = no_progress,
    overlay: Overlay | None = None,
) -> Catalogue:
    """The catalogue in *root*, with a problem for each file and each value that cannot be read.

    An *index* makes loading faster without changing the result, and is updated.  *report* is called with the number
    of files read and the total.
    """
    problems: list[Problem] = []
    entries_root, entries_index = (overlay.folder, None) if overlay else (root, index)
    stages, workflows, projects, fields = (
        read_entries(entries_root, name, entries_index, problems) for name in VOCABULARY_FILES
    )
    stage_line = StageLine(stage_key_of(entries_root), stages[0].id if stages else USUAL_LINE.example)
    unlistable: dict[str, OSError] = {}
    read = read_tracks(root, index, stage_line, unlistable, report)
    if overlay:
        read = _overlaid(read, overlay, read_tracks(overlay.folder, None, stage_line, unlistable, report))
    problems += chain.from_iterable(read.problems.values())
    if unlistable:
        from prodash.storage.disk.unreadable import unreadable_problem

        problems += (unreadable_problem(folder, error) for folder, error in unlistable.items())
    catalogue = Catalogue.of(
        stages=stages,
        workflows=workflows,
        projects=projects,
        tracks=read.tracks,
        unread=[*read.unread, *unlistable],
        problems=in_order({*problems}),
    )
    return replace(catalogue.with_fields(fields), stage_key=stage_line.key)


def _overlaid(read: TrackFiles, overlay: Overlay, laid_over: TrackFiles) -> TrackFiles:
    """What of *read* an *overlay* keeps, and what it has itself."""
    kept = overlay.kept
    tracks = [*read.tracks.which(lambda track: track.path in kept), *laid_over.tracks]
    return TrackFiles(
        Tracks(sorted(tracks, key=attrgetter("path"))),
        [*(path for path in read.unread if path in kept), *laid_over.unread],
        {**{path: found for path, found in read.problems.items() if path in kept}, **laid_over.problems},
    )
