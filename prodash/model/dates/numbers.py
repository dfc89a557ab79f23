"""Numbers: dates in figures such as `1/12` and `25.12.2026`, which some read the other way round."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from prodash.model.dates.ranges import day_in_year

_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4})?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}", re.ASCII)


class Reading(NamedTuple):
    """A day that figures can mean, and the format, as `strptime` takes it, that reads them so."""

    day: date
    format: str


def readings_of(word: str, today: date, *, past: bool = False) -> tuple[Reading, ...]:
    """What *word* can mean, whichever of its figures is the month; each day once.

    Without a year it is the next such day from *today* on; with *past*, the last one.
    """
    if match := _YEAR_FIRST.fullmatch(word):
        year, sign, month, day = match.groups()
        return _existing(
            [(f"%Y{sign}%m{sign}%d", day_in_year(int(day), int(month), int(year), today, past=past))]
        )
    match = _NUMBERS.fullmatch(word)
    if not match:
        return ()
    one, sign, other, year = match.groups()
    orders = {f"%d{sign}%m{sign}%Y": (one, other), f"%m{sign}%d{sign}%Y": (other, one)}
    return _existing(
        (order, day_in_year(int(day), int(month), int(year) if year else None, today, past=past))
        for order, (day, month) in orders.items()
    )


def has_short_year(word: str) -> bool:
    """Whether *word* is a date whose year has two figures, so that any of the three can be the year."""
    return _SHORT_YEAR.fullmatch(word) is not None


def _existing(found: Iterable[tuple[str, date | None]]) -> tuple[Reading, ...]:
    by_day = {day: Reading(day, order) for order, day in reversed(tuple(found)) if day}
    return tuple(reversed(by_day.values()))
