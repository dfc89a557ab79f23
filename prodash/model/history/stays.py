"""Stays: how long a track was in each stage, in days of the reader's calendar.

         Mixing    archived    Mixing          Ready
         |         |           |               |
         2 May     9 May       1 June          5 June      a stay of 11 days in Mixing, ended by a move

A day counts with the stage that the track had at its end.  Who goes back to a stage within a day has not left it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.moves import start_times

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


Point: TypeAlias = tuple[str | None, int]
"""A stage, and the time in seconds from which on the track was there; None while the clock is stopped."""


def stays(chain: Chain, clock: Clock) -> tuple[Stay, ...]:
    """The stays of the track with this *chain*, in their order; none in archived stages, where the clock is stopped."""
    if not chain:
        return ()
    stopped = clock.stopped
    stages = [None if observation.stage in stopped else observation.stage for observation in chain]
    points = [*zip(stages, start_times(chain), strict=True)]
    found = _stays(_one_a_day(without_returns(points), clock))
    is_known = chain[0].stage == clock.first and not chain[0].is_cut
    if found and not is_known and found[0].stage == stages[0]:
        found[0] = found[0]._replace(is_lower_bound=True)
    return tuple(found)


def without_returns(points: Sequence[Point]) -> Sequence[Point]:
    """The points without visits to other stages from which the track came back within a day."""
    kept: list[Point] = []
    for point in points:
        stage, seconds = point
        for number in range(len(kept) - 2, -1, -1):
            if kept[number + 1][1] < seconds - _DAY:
                break
            if kept[number][0] == stage:
                del kept[number + 1 :]
                break
        if not kept or kept[-1][0] != stage:
            kept.append(point)
    return kept


def _one_a_day(points: Sequence[Point], clock: Clock) -> Iterable[tuple[date, str | None]]:
    """Each day on which the track moved, with the stage at its end."""
    return {clock.day_of(seconds): stage for stage, seconds in points}.items()


# Makes a named tuple without calling its Python-level __new__, which is slow for thousands of stays.
_make = tuple.__new__


def _stays(days: Iterable[tuple[date, str | None]]) -> list[Stay]:
    found: list[Stay] = []
    stage, since, until, paused = None, date.min, None, 0
    for day, next_stage in days:
        if next_stage == stage:
            if until:
                paused, until = paused + (day - until).days, None
        elif next_stage is None:
            until = until or day
        else:
            if stage:
                ending: Ending = "stopped" if until else "moved"
                found.append(_make(Stay, (stage, since, until or day, paused, ending, False)))
            stage, since, until, paused = next_stage, day, None, 0
    if stage:
        found.append(
            Stay(stage, since, until, paused, "stopped" if until else "running", is_lower_bound=False)
        )
    return found
