"""Stays: how long a track was in each stage, in days of the reader's calendar.

         Mixing    archived    Mixing          Ready
         |         |           |               |
         2 May     9 May       1 June          5 June      a stay of 11 days in Mixing, ended by a move

A day counts with the stage that the track had at its end.  Who goes back to a stage within a day has not left it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Literal, NamedTuple, TypeAlias

from prodash.model.catalogue.stage import Stages
from prodash.model.history.history import Moment
from prodash.model.history.moves import Move

_DAY = 86_400

Ending: TypeAlias = Literal["running", "moved", "stopped"]
"""A stay goes on, or ended with a move to another stage, or as the track was archived or removed for good."""


class Stay(NamedTuple):
    """The time of one track in one *stage*.

    until            the day on which it ended; None while it goes on
    paused           the days in between on which the track was archived or removed
    is_lower_bound   whether the track may have been in the stage before anything is known of it
    """

    stage: str
    since: date
    until: date | None
    paused: int
    ending: Ending
    is_lower_bound: bool

    def days(self, today: date) -> int:
        """How many days it took until it ended, or until *today*."""
        return max(((self.until or today) - self.since).days - self.paused, 0)


class _Point(NamedTuple):
    """A *stage* from a time on; None while the clock is stopped."""

    stage: str | None
    seconds: int


def day_of(moment: Moment, zone: tzinfo | None) -> date:
    """The day of *moment* in a *zone*; None is the zone of the computer."""
    return datetime.fromtimestamp(moment.seconds, zone).date()


def stays(moves: Sequence[Move], stages: Stages, zone: tzinfo | None = None) -> tuple[Stay, ...]:
    """The stays of a track with these *moves*, in their order; none in archived stages, where the clock is stopped."""
    if not moves:
        return ()
    points = [_Point(_running(move.after, stages), move.moment.seconds) for move in moves]
    first = stages.path[0].id if stages.path else None
    known_since = points[0].stage if moves[0].is_cut or moves[0].after != first else None
    found = [*_stays(_one_a_day(_without_returns(points), zone))]
    if found and found[0].stage == known_since:
        found[0] = found[0]._replace(is_lower_bound=True)
    return tuple(found)


def _running(identifier: str | None, stages: Stages) -> str | None:
    stage = stages.find(identifier) if identifier else None
    return None if stage and stage.is_archived else identifier


def _without_returns(points: Sequence[_Point]) -> list[_Point]:
    """The points without visits to other stages from which the track came back within a day."""
    kept: list[_Point] = []
    for point in points:
        for number in range(len(kept) - 2, -1, -1):
            if kept[number + 1].seconds < point.seconds - _DAY:
                break
            if kept[number].stage == point.stage:
                del kept[number + 1 :]
                break
        if not kept or kept[-1].stage != point.stage:
            kept.append(point)
    return kept


def _one_a_day(points: Sequence[_Point], zone: tzinfo | None) -> Iterator[tuple[date, str | None]]:
    """Each day with the stage at its end, if that is another one than before."""
    last_of_day = {day_of(Moment(point.seconds), zone): point.stage for point in points}
    before: str | None = None
    for day, stage in last_of_day.items():
        if stage != before:
            yield day, stage
        before = stage


def _stays(days: Iterator[tuple[date, str | None]]) -> Iterator[Stay]:
    stay: Stay | None = None
    for day, stage in days:
        if stay and stage is None:
            stay = stay._replace(until=day, ending="stopped")
        elif stay and stay.until and stay.stage == stage:
            paused = stay.paused + (day - stay.until).days
            stay = stay._replace(until=None, paused=paused, ending="running")
        elif stage is not None:
            if stay:
                yield stay if stay.until else stay._replace(until=day, ending="moved")
            stay = Stay(stage, day, None, 0, "running", is_lower_bound=False)
    if stay:
        yield stay
