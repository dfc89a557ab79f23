"""Day phrases: the words for a day, such as `friday`, `+2w`, `eom`, `dec 1` and `2026-12`."""

import re
from calendar import monthrange
from datetime import date, timedelta

from prodash.model.names.keywords import WEEKDAYS

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_OFFSET = re.compile(r"\+?(\d{1,4})([dwmy])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_MONTH_AND_DAY = re.compile(r"(?P<month>[a-z]+) ?(?P<day>\d{1,2})(?: (?P<year>\d{4}))?", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(?P<day>\d{1,2}) ?(?P<month>[a-z]+)(?: (?P<year>\d{4}))?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-]|[./-](\d{4}))?", re.ASCII)
_DAYS_PER_WEEK = 7
_LEAP_YEARS = 8
"""In so many years there is a February 29, at least."""


def day_of(word: str, today: date) -> date | None:
    """The day that *word* means, in small letters; None if it means none.

    A weekday is the next one after *today*, a day of a month the next one from *today* on; a week ends on Sunday, and
    a month means its last day.  Raises OverflowError or ValueError for a day after the year 9999.
    """
    if month := month_of(word):
        return month[1]
    return _named_day(word, today) or _offset_day(word, today) or _day_of_month(word, today)


def month_of(word: str) -> tuple[date, date] | None:
    """The first and the last day of a month such as `2026-12`; None for other words."""
    match = _MONTH.fullmatch(word)
    if not match or not 1 <= int(match[2]) <= len(_MONTHS) or not int(match[1]):
        return None
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1), date(year, month, _last_day(year, month))


def numeric_readings(word: str, today: date) -> tuple[date, ...]:
    """The days that numbers such as `1/12` or `1.12.2026` could mean, whichever of them is the month."""
    match = _NUMBERS.fullmatch(word)
    if not match:
        return ()
    one, other, year = int(match[1]), int(match[2]), int(match[3] or 0)
    found = (_next_day(day, month, year, today) for day, month in ((one, other), (other, one)))
    return tuple(dict.fromkeys(day for day in found if day))


def _named_day(word: str, today: date) -> date | None:
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in near:
        return today + timedelta(days=near[word])
    if word == "eow":
        return today + timedelta(days=6 - today.weekday())
    if word == "eom":
        return today.replace(day=_last_day(today.year, today.month))
    if word == "eoy":
        return date(today.year, 12, 31)
    for number, weekday in enumerate(WEEKDAYS):
        if word in {weekday, weekday[:3]}:
            return today + timedelta(days=(number - today.weekday() - 1) % _DAYS_PER_WEEK + 1)
    return None


def _offset_day(word: str, today: date) -> date | None:
    match = _OFFSET.fullmatch(word)
    if not match:
        return None
    amount, unit = int(match[1]), match[2]
    if unit in "my":
        return _months_later(today, amount * (len(_MONTHS) if unit == "y" else 1))
    return today + timedelta(days=amount * (_DAYS_PER_WEEK if unit == "w" else 1))


def _day_of_month(word: str, today: date) -> date | None:
    match = _MONTH_AND_DAY.fullmatch(word) or _DAY_AND_MONTH.fullmatch(word)
    months = [
        number for number, name in enumerate(_MONTHS, 1) if match and match["month"] in {name, name[:3]}
    ]
    if not match or not months:
        return None
    return _next_day(int(match["day"]), months[0], int(match["year"] or 0), today)


def _next_day(day: int, month: int, year: int, today: date) -> date | None:
    """That day of *year*, or of the first year from *today* on if *year* is 0; None if it does not exist."""
    for possible in [year] if year else range(today.year, today.year + _LEAP_YEARS + 1):
        try:
            found = date(possible, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _months_later(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, len(_MONTHS))
    year = today.year + years
    return date(year, month + 1, min(today.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]
