"""Dates in figures, such as `1/12` and `25.12.2026`, which some read the other way round."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from prodash.model.dates.ranges import day_in_year
from prodash.model.dates.today import order_of

_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4})?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}", re.ASCII)


class DateInFigures(NamedTuple):
    """A day that figures can mean, and the format in which they mean it, as `strptime` takes it."""

    day: date
    format: str


def dates_in_figures(word: str, today: date, *, past: bool = False) -> tuple[DateInFigures, ...]:
    """The days that *word* can mean, whichever of its figures is the month; each day once.

    Without a year it is the next such day from *today* on; with *past*, the last one.  Of two days it is the one that the
    reader of *today* means, if that is known.
    """
    if match := _YEAR_FIRST.fullmatch(word):
        year, sign, month, day = match.groups()
        orders = {f"%Y{sign}%m{sign}%d": (day, month)}
    elif match := _YEAR_LAST.fullmatch(word):
        one, sign, other, year = match.groups()
        orders = {f"%d{sign}%m{sign}%Y": (one, other), f"%m{sign}%d{sign}%Y": (other, one)}
    else:
        return ()
    found = _existing(
        (order, day_in_year(int(day), int(month), int(year) if year else None, today, past=past))
        for order, (day, month) in orders.items()
    )
    order = order_of(today)
    return found if len(found) == 1 or not order else found[:1] if order == "day-first" else found[1:]


def has_short_year(word: str) -> bool:
    """Whether *word* is a date whose year has two figures, so that any of the three can be the year."""
    return _SHORT_YEAR.fullmatch(word) is not None


def _existing(days: Iterable[tuple[str, date | None]]) -> tuple[DateInFigures, ...]:
    """Those of *days* that the calendar has, each in the first format that gives it."""
    by_day = {day: DateInFigures(day, order) for order, day in reversed(tuple(days)) if day}
    return tuple(reversed(by_day.values()))
