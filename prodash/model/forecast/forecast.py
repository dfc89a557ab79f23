"""Forecast: when tracks will be done, from what was finished in past weeks, and whether that is in time.

It assumes that no track is added and that the tempo of the past weeks stays.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from prodash.model.forecast.outlook import Outlook, outlook
from prodash.model.forecast.throughput import Throughput

PERCENTS = (50, 85, 95)
"""For which chances a forecast gives dates."""

FEWEST_WEEKS, FEWEST_FINISHES = 6, 5
"""With less history, there is no forecast."""

ENOUGH_OWN_FINISHES = 8
"""From so many on, tracks have a tempo of their own."""

_ENOUGH_WEEKS = 16
"""With fewer weeks, a forecast is rough."""

_WEEK = 7


class Basis(NamedTuple):
    """The past weeks from which a forecast is made.

    throughput    what was finished in them: of the tracks asked for, or of more tracks
    todo_of_all   how many of these are to do, of which those asked for are some; None if those have a tempo of their own
    name          what these tracks are called
    """

    throughput: Throughput
    todo_of_all: int | None = None
    name: str = "all tracks"

    @property
    def is_rough(self) -> bool:
        """Whether the weeks are so few that dates are kept less often than they say."""
        return len(self.throughput.counts) < _ENOUGH_WEEKS


class Forecast(NamedTuple):
    """When so many tracks *todo* will be done, as seen *today*.

    due       the day on which they should be done; None if there is none
    outlook   None if nothing is left to do, or if the basis is too small
    """

    todo: int
    today: date
    due: date | None
    basis: Basis
    outlook: Outlook | None

    def weeks(self, percent: float) -> int | None:
        """After how many weeks all is done in *percent* of 100 futures; None for more than five years or if unknown."""
        found = self.outlook.weeks_until(percent / 100) if self.outlook else None
        return None if found is None or found > (date.max - self.today).days // _WEEK else found

    def day(self, percent: float) -> date | None:
        """The day by which all is done in *percent* of 100 futures, counted from today in whole weeks; None as for `weeks`."""
        weeks = self.weeks(percent)
        return None if weeks is None else self.today + timedelta(weeks=weeks)

    @property
    def chance(self) -> float | None:
        """In how many of 100 futures the due date is kept; None without one, if nothing is left to do, or if unknown.

        It is unknown if there is no outlook, and if the date is too far ahead for it.
        """
        if self.due is None or not self.todo:
            return None
        weeks = (self.due - self.today).days / _WEEK
        if weeks < 0:
            return 0.0
        return (
            round(100 * self.outlook.chance(weeks), 1)
            if self.outlook and self.outlook.reaches(weeks)
            else None
        )

    @property
    def is_due_unsure(self) -> bool:
        """Whether there is a due date, but nobody can say whether it is kept."""
        return self.due is not None and self.todo > 0 and self.chance is None

    @property
    def share(self) -> float:
        """Which part of the finishes these tracks get."""
        return self.todo / self.basis.todo_of_all if self.basis.todo_of_all else 1.0

    @property
    def is_unknown(self) -> bool:
        """Whether tracks are left to do, but nobody can say until when."""
        return self.todo > 0 and self.outlook is None


def forecast(todo: int, today: date, due: date | None, basis: Basis) -> Forecast:
    """The forecast for so many tracks *todo*."""
    counts, of_all = basis.throughput.counts, basis.todo_of_all or todo
    known = outlook(counts, todo, of_all) if todo and is_enough(basis.throughput) else None
    return Forecast(todo, today, due, basis, known)


def has_own_tempo(own: Throughput) -> bool:
    """Whether the *own* throughput of some tracks is enough to go by; otherwise they get a part of what more tracks did."""
    return own.total >= ENOUGH_OWN_FINISHES and is_enough(own)


def is_enough(throughput: Throughput) -> bool:
    """Whether a forecast can be made from it."""
    return len(throughput.counts) >= FEWEST_WEEKS and throughput.total >= FEWEST_FINISHES


def enough_weeks(counts: Sequence[int]) -> int | None:
    """The fewest of the last weeks from which a forecast can be made; None if there are not enough."""
    totals = accumulate(reversed(counts))
    return next(
        (
            weeks
            for weeks, total in enumerate(totals, 1)
            if weeks >= FEWEST_WEEKS and total >= FEWEST_FINISHES
        ),
        None,
    )
