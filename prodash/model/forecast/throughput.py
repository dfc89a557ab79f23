"""Throughput: how many tracks were finished in each whole week, from Monday to Sunday; weeks without any count too."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.dates.ranges import week_start
from prodash.model.history.clock import Clock
from prodash.model.history.history import History

_WEEK = timedelta(days=7)


class Throughput(NamedTuple):
    """The finishes of each week, the oldest first; `first` is the Monday of the first week."""

    first: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All finishes of these weeks."""
        return sum(self.counts)

    @property
    def mondays(self) -> tuple[date, ...]:
        """The first day of each week."""
        return tuple(self.first + number * _WEEK for number in range(len(self.counts)))

    def last(self, weeks: int) -> "Throughput":
        """The throughput of so many *weeks* at the end, or of all if there are fewer."""
        left_out = max(len(self.counts) - weeks, 0)
        return Throughput(self.first + left_out * _WEEK, self.counts[left_out:])


def throughput(days: Iterable[date], first: date, until: date) -> Throughput:
    """How many of the *days* of finishes are in each whole week that begins on the day *first* or later and ends before *until*.

    With today as *until*, the current week is not among them.
    """
    start, end = _next_monday(first), week_start(until)
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


def _next_monday(day: date) -> date:
    """*day* if it is a Monday, otherwise the next one; the last day of the calendar if there is none."""
    return day + min(timedelta(days=-day.weekday() % 7), date.max - day)
