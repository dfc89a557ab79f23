"""Axis: round numbers and months beside a chart, and where they stand."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prodash.render.terminal.words import SHORT_MONTHS

_MOST_LINES = 4
_MOST_MONTHS = 6
_MONTH_STEPS = (1, 2, 3, 4, 6, 12)


class Tick(NamedTuple):
    """A text beside the axis, and where it stands, in percent of its length."""

    at: str
    text: str


def percent(part: int, whole: int) -> str:
    """*part* of *whole* in percent with at most two decimals, rounded without fractions: `37.5`."""
    hundredths = (20_000 * part + whole) // (2 * whole)
    return f"{hundredths / 100:g}"


def top_of(most: int) -> int:
    """The round number at the upper end of an axis for counts up to *most*."""
    step = _count_step(most)
    return max(-(-most // step), 1) * step


def count_ticks(most: int) -> Sequence[Tick]:
    """Round numbers from 0 at the bottom to the top of an axis for counts up to *most*; percent are from the top."""
    top = top_of(most)
    return [
        Tick(percent(top - number, top), f"{number:,}") for number in range(0, top + 1, _count_step(most))
    ]


def day_ticks(first: date, last: date) -> Sequence[Tick]:
    """The beginnings of some months from *first* to *last*, the year with the first one and with January.

    In a span without two of them, the days at both ends.
    """
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    inside = [month for month in months if first <= month <= last]
    if not inside[1:]:
        return [
            _tick(day, f"{day.day} {SHORT_MONTHS[day.month - 1]}", first, last) for day in _ends(first, last)
        ]
    shown = _thinned(inside)
    return [_tick(month, _month_words(month, is_first=month == shown[0]), first, last) for month in shown]


def _count_step(most: int) -> int:
    """1, 2, 5, 10, 20, … so that there are few lines."""
    scale = 1
    while most > _MOST_LINES * 5 * scale:
        scale *= 10
    return next(digit * scale for digit in (1, 2, 5) if most <= _MOST_LINES * digit * scale)


def _thinned(months: Sequence[date]) -> Sequence[date]:
    """January and every second, third, fourth or sixth month, or some years, so that few remain."""
    for step in _MONTH_STEPS:
        kept = [month for month in months if (month.month - 1) % step == 0]
        if len(kept) <= _MOST_MONTHS:
            return kept or months[:1]
    return kept[:: -(-len(kept) // _MOST_MONTHS)]


def _month_words(month: date, *, is_first: bool) -> str:
    if month.month == 1:
        return str(month.year)
    name = SHORT_MONTHS[month.month - 1]
    return f"{name} {month.year}" if is_first else name


def _ends(first: date, last: date) -> Sequence[date]:
    return [first, last] if first < last else [first]


def _tick(day: date, text: str, first: date, last: date) -> Tick:
    return Tick(percent((day - first).days, max((last - first).days, 1)), text)
