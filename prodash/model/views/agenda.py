"""Agenda: tracks by how near their due date is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, Urgency, once_for_dates, urgency
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.names.keywords import NONE
from prodash.model.select.filters import Filters


class When(StrEnum):
    """How near a track's date is; settled ones are finished or archived and wait for no date."""

    PAST = "past due"
    TODAY = "today"
    WEEK = "next 7 days"
    LATER = "later"
    UNDATED = "without a date"
    SETTLED = "done"

    @property
    def position(self) -> int:
        """Its place in the order of the groups, from 0."""
        return _POSITIONS[self]


_POSITIONS = {when: number for number, when in enumerate(When)}

PRESSING = (When.PAST, When.TODAY, When.WEEK)
"""What cannot wait."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A track with the date that holds for it, if there is one, and how urgent that is."""

    track: Track
    due: Due | None
    urgency: Urgency
    when: When


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every track once, the soonest first."""

    entries: tuple[Dated, ...]

    def of(self, *whens: When) -> tuple[Dated, ...]:
        """Those of these groups, in the order of the agenda."""
        return tuple(entry for entry in self.entries if entry.when in whens)

    @property
    def groups(self) -> tuple[tuple[When, tuple[Dated, ...]], ...]:
        """The groups that have tracks, in order."""
        return tuple((when, found) for when in When if (found := self.of(when)))


def agenda(catalogue: Catalogue, tracks: Sequence[Track], today: date) -> Agenda:
    """The agenda of *tracks*; those of one day by stage and title."""
    position = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}

    def key(entry: Dated) -> tuple[int, date, int, str, str]:
        day = entry.due.day if entry.due else date.max
        place = position.get(entry.track.stage, len(position))
        return entry.when.position, day, place, entry.track.title.casefold(), entry.track.path

    return Agenda(tuple(sorted(dated(catalogue, tracks, today), key=key)))


def asked_for(filters: Filters) -> tuple[When, ...]:
    """The groups that an answer about due dates has: tracks without a date or done only where they were named."""
    named = filters.all or filters.track is not None
    undated = any(part.strip().casefold() == NONE for text in filters.due for part in text.split(","))
    wanted = {When.UNDATED: named or undated, When.SETTLED: named or bool(filters.stage)}
    return tuple(when for when in When if wanted.get(when, True))


def dated(catalogue: Catalogue, tracks: Iterable[Track], today: date) -> Iterator[Dated]:
    """*tracks* as the agenda has them, in the order given."""

    def dates(track: Track) -> tuple[Due | None, Urgency, When]:
        due, stage = catalogue.due_of(track), catalogue.stage_of(track)
        pressure = urgency(due, stage, today)
        return due, pressure, _when(due, stage, pressure, today)

    dates_of = once_for_dates(dates)
    return (Dated(track, *dates_of(track)) for track in tracks)


def _when(due: Due | None, stage: Stage | None, pressure: Urgency, today: date) -> When:
    if stage is not None and not stage.is_active:
        return When.SETTLED
    return When.TODAY if due and due.day == today else _BY_URGENCY[pressure]


_BY_URGENCY = {
    Urgency.OVERDUE: When.PAST,
    Urgency.SOON: When.WEEK,
    Urgency.WEEK: When.WEEK,
    Urgency.LATER: When.LATER,
    Urgency.SETTLED: When.SETTLED,
    Urgency.NONE: When.UNDATED,
}
