"""Ranges: the phrases for a week, month, quarter or year, such as `week 49`, `2026-12`, `q1` and `next month`."""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from prodash.model.dates.spans import Span
from prodash.model.dates.today import first_weekday_of

Range = tuple[date, date]
"""The first and the last day."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_NAMED = re.compile(r"([a-z]+)(?: (\d{4}))?", re.ASCII)
_NUMBERED = re.compile(r"(?:(\d{4})[-/ ]?)?(w|week|q) ?(\d{1,2})(?:[-/ ](\d{4}))?", re.ASCII)
_RELATIVE = re.compile(r"(last|this|next) (week|month|quarter|year)")
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_WEEKDAYS = 7
_MAX_YEARS_BETWEEN = 8
"""The most years from one February 29, or one week 53, to the next."""


def range_of(word: str, today: date, *, past: bool = False) -> Range | None:
    """The range that *word* means, in small letters; None if it means none.

    Without a year it is the first one that is not over *today*; with *past*, the last one that has begun.
    Raises OverflowError or ValueError for a range outside the calendar.
    """
    if match := _YEAR_AND_MONTH.fullmatch(word):
        return _month(int(match[1]), int(match[2]))
    if match := _RELATIVE.fullmatch(word):
        return _relative(_OFFSETS[match[1]], match[2], today)
    if match := _NUMBERED.fullmatch(word):
        before, kind, number, behind = match.groups()
        make = _quarter if kind == "q" else _week
        return None if before and behind else _in_year(make, int(number), before or behind, today, past=past)
    match = _NAMED.fullmatch(word)
    number = month_number(match[1]) if match else 0
    return _in_year(_month, number, match[2], today, past=past) if match and number else None


def whole_year(word: str) -> Range | None:
    """The year that *word* is in four figures; None if it is none.  Raises ValueError for the year 0."""
    return (date(int(word), 1, 1), date(int(word), 12, 31)) if _YEAR.fullmatch(word) else None


def month_number(name: str) -> int:
    """The number of the month with this *name*, in full or in its first three letters; 0 for other words."""
    for number, month in enumerate(_MONTHS, 1):
        if name in {month, month[:3]} or (name, number) == ("sept", 9):
            return number
    return 0


def day_in_year(day: int, month: int, year: int | None, today: date, *, past: bool) -> date | None:
    """That day of *year*, or the nearest one if *year* is None; None if it does not exist."""

    def range_in(year: int) -> Range:
        return date(year, month, day), date(year, month, day)

    try:
        found = _nearest(range_in, today, past=past) if year is None else range_in(year)
    except ValueError:
        return None
    return found[0] if found else None


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the week of *day*, a Monday unless weeks begin on another *first_weekday*.

    Raises OverflowError for the first days of the year 1 that are in no whole week.
    """
    return day - timedelta(days=(day.weekday() - first_weekday) % _WEEKDAYS)


def start_of_weeks(day: date, weeks: int, first_weekday: int = 0) -> date:
    """The start of the week so many whole *weeks* before that of *day*, or the first one that there is."""
    start = day - timedelta(days=min((day.weekday() - first_weekday) % _WEEKDAYS, (day - date.min).days))
    return start - timedelta(weeks=min(weeks, (start - date.min) // timedelta(weeks=1)))


def _nearest(range_in: Callable[[int], Range], today: date, *, past: bool) -> Range | None:
    """The range in the first year in which it is not over *today*; with *past*, in the last year in which it has begun.

    *range_in* gives the range in a year, and raises ValueError or OverflowError for a year that does not have it.
    """
    years = range(today.year - 1, today.year + _MAX_YEARS_BETWEEN + 2)
    if past:
        years = range(today.year + 1, today.year - _MAX_YEARS_BETWEEN - 2, -1)
    for year in years:
        with suppress(ValueError, OverflowError):
            first, last = range_in(year)
            if (first <= today) if past else (last >= today):
                return first, last
    return None


def _in_year(
    make: Callable[[int, int], Range], number: int, year: str | None, today: date, *, past: bool
) -> Range | None:
    """The range that *make* makes of a year and *number*: in *year*, or in the nearest year if that is None."""
    return make(int(year), number) if year else _nearest(lambda one: make(one, number), today, past=past)


def _relative(offset: int, unit: str, today: date) -> Range:
    """The week, month, quarter or year that comes *offset* after the one of *today*."""
    if unit == "week":
        return _week_from(Span(days=_WEEKDAYS * offset).after(week_start(today, first_weekday_of(today))))
    count = _MONTHS_IN[unit]
    start = date(today.year, (today.month - 1) // count * count + 1, 1)
    return _months_from(Span(months=count * offset).after(start), count)


def _month(year: int, number: int) -> Range:
    return _months_from(date(year, number, 1), 1)


def _quarter(year: int, number: int) -> Range:
    return _months_from(date(year, number * 3 - 2, 1), 3)


def _week(year: int, number: int) -> Range:
    return _week_from(date.fromisocalendar(year, number, 1))


def _week_from(first: date) -> Range:
    return first, first + timedelta(days=_WEEKDAYS - 1)


def _months_from(first: date, count: int) -> Range:
    last = Span(months=count - 1).after(first)
    return first, last.replace(day=monthrange(last.year, last.month)[1])
