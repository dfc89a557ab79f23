"""Throughput: how many tracks were finished in each whole week, from Monday to Sunday; weeks without any count too."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.dates.ranges import week_start

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
    """The throughput from the *days* of finishes: of the whole weeks from the day *first* on that end before *until*.

    With today as *until*, the current week is not among them.
    """
    start, end = _next_monday(first), week_start(until)
    counts = Counter((day - start).days // _WEEK.days for day in days)
    return Throughput(start, tuple(counts[week] for week in range((end - start) // _WEEK)))


def _next_monday(day: date) -> date:
    """*day* if it is a Monday, otherwise the next one."""
    return day + timedelta(days=-day.weekday() % 7)
