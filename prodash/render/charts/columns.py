"""Columns: a count for each week as a bar, on the same axis of days as the areas above it."""

# 3 |     ▐
#   | ▐   ▐ ▐
# 0 |_▐_._▐_▐_.__     a week without any has its mark at the bottom
#    Jan   Jul  2026

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from prodash.render.charts.axis import Tick, count_ticks, day_ticks, top_of

_WEEK = timedelta(weeks=1)
_DAYS = 7


class Column(NamedTuple):
    """The week that begins on `monday`, with its place in days and its number; `y` is the upper end of the bar."""

    monday: date
    x: int
    y: int
    number: int


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart of `width` days and counts up to `top`."""

    width: int
    top: int
    counts: Sequence[Tick]
    days: Sequence[Tick]
    columns: Sequence[Column]


def column_chart(monday: date, counts: Sequence[int], first: date, last: date) -> ColumnChart:
    """The chart from *first* to *last*, with the *counts* of the weeks from that of *monday* on.

    Weeks that begin outside are left out.
    """
    most = top_of(max(counts, default=0))
    weeks = [(monday + number * _WEEK, count) for number, count in enumerate(counts)]
    columns = [
        Column(begin, (begin - first).days, most - count, count)
        for begin, count in weeks
        if first <= begin and begin + _WEEK <= last + timedelta(days=1)
    ]
    return ColumnChart(
        max((last - first).days, _DAYS),
        most,
        count_ticks(most),
        day_ticks(first, last),
        columns,
    )
