"""Throughput: how many tracks were finished in each whole week; weeks without any count too."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.dates.ranges import start_of_weeks
from prodash.model.history.clock import Clock
from prodash.model.history.history import History

_WEEK = timedelta(days=7)


class Throughput(NamedTuple):
    """The finishes of each week, the oldest first; `first` is the first day of the first week."""

    first: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All finishes of these weeks."""
        return sum(self.counts)

    @property
    def first_days(self) -> tuple[date, ...]:
        """The first day of each week."""
        return tuple(self.first + number * _WEEK for number in range(len(self.counts)))

    def last(self, weeks: int) -> "Throughput":
        """The throughput of so many *weeks* at the end, or of all if there are fewer."""
        left_out = max(len(self.counts) - weeks, 0)
        return Throughput(self.first + left_out * _WEEK, self.counts[left_out:])


def throughput(days: Iterable[date], first: date, until: date, first_weekday: int = 0) -> Throughput:
    """How many of the *days* of finishes are in each whole week that begins on the day *first* or later and ends before *until*.

    With today as *until*, the current week is not among them.  Weeks begin on *first_weekday*, 0 is Monday.
    """
    start, end = _next_start(first, first_weekday), start_of_weeks(until, 0, first_weekday)
    counts = Counter((day - start).days // _WEEK.days for day in days)
    return Throughput(start, tuple(counts[week] for week in range((end - start) // _WEEK)))


def known_since(history: History, clock: Clock) -> date | None:
    """The day from which on *history* knows what happened to all tracks; None if it has no commit.

    That is the day of the oldest commit, in a shallow clone of the newest commit whose parents are missing.
    """
    firsts = [chain[0] for chains in (history.chains, history.removed) for chain in chains.values() if chain]
    committed = [first for first in firsts if first.commit]
    if not committed:
        return None
    cut = [first.moment.seconds for first in committed if first.is_cut]
    return clock.day_of(max(cut, default=0) or min(first.moment.seconds for first in committed))


def _next_start(day: date, first_weekday: int) -> date:
    """*day* if it is the *first_weekday*, otherwise the next one; the last day of the calendar if there is none."""
    return day + min(timedelta(days=(first_weekday - day.weekday()) % 7), date.max - day)
