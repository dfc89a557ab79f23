"""Agenda: tracks grouped by how soon they are due."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency, cached_by_due_fields
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.problem import Problem, Severity
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import DUE_FIELDS, Tracks
from prodash.model.names.file_names import track_id
from prodash.model.names.keywords import ANY, NONE
from prodash.model.select.filters import Filters

DUE_SOON = (Urgency.OVERDUE, Urgency.TODAY, Urgency.TOMORROW, Urgency.WEEK)
"""The tracks that need attention now."""


class DatedTrack(NamedTuple):
    """A track with its own or inherited due date, if any, and how urgent that is."""

    track: Track
    due: Due | None
    urgency: Urgency


class Agenda(NamedTuple):
    """Every track once, the soonest due first."""

    tracks: tuple[DatedTrack, ...]

    def of(self, *levels: Urgency) -> tuple[DatedTrack, ...]:
        """The tracks whose urgency is one of *levels*, in agenda order."""
        return tuple(item for item in self.tracks if item.urgency in levels)

    @property
    def groups(self) -> tuple[tuple[Urgency, tuple[DatedTrack, ...]], ...]:
        """The urgencies that tracks have, each with its tracks, in order."""
        return tuple((level, tracks) for level in Urgency if (tracks := self.of(level)))


def agenda(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Agenda:
    """The agenda of *tracks*; tracks due on the same day are sorted by stage and title."""
    stages = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}

    def rank(track: Track) -> tuple[int, date, int]:
        due, urgency = catalogue.due_of(track), catalogue.urgency_of(track, today)
        return urgency.position, due.day if due else date.max, stages.get(track.stage, len(stages))

    return Agenda(tuple(due_tracks(catalogue, Tracks.of(tracks).by_rank(rank, *DUE_FIELDS), today)))


def shown_groups(filters: Filters) -> tuple[Urgency, ...]:
    """The urgencies to show: undated and done tracks only if *filters* ask for them."""
    all_groups = filters.includes_archived or filters.track is not None
    undated = any(NONE in _words(one.due) or ANY in _words(one.not_due) for one in filters.each)
    wanted = {Urgency.NONE: all_groups or undated, Urgency.DONE: all_groups or filters.names_stages}
    return tuple(group for group in Urgency if wanted.get(group, True))


def _words(phrases: Iterable[str]) -> set[str]:
    return {part.strip().casefold() for text in phrases for part in text.split(",")}


def due_tracks(catalogue: Catalogue, tracks: Iterable[Track], today: date) -> Iterator[DatedTrack]:
    """*tracks* with their dates and how urgent these are, in the order given."""

    def dates(track: Track) -> tuple[Due | None, Urgency]:
        return catalogue.due_of(track), catalogue.urgency_of(track, today)

    dates_of = cached_by_due_fields(dates)
    return (DatedTrack(track, *dates_of(track)) for track in tracks)


def uncertain_ids(catalogue: Catalogue, problems: Iterable[Problem]) -> set[str]:
    """The ids of tracks that may have a due date although none could be read, because of an error in their files."""
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    undated = (track for track in catalogue.tracks if catalogue.due_of(track) is None)
    uncertain = {
        track.id for track in undated if track.path in broken or (track.projects and PROJECT.path in broken)
    }
    return uncertain | {track_id(path) for path in catalogue.unread}
