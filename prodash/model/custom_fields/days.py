"""Days: the dates that custom fields hold, with a time or without, or only a year or a month."""

import re
from calendar import monthrange
from datetime import date

from prodash.model.catalogue.due import TIME

_DATE = re.compile(rf"(\d{{4}})(?:-(\d{{1,2}})(?:-(\d{{1,2}})(?:{TIME})?)?)?", re.ASCII | re.IGNORECASE)
_WHOLE_HOUR = len("09")
_START, _END = "", "~"
"""Texts before and after every time of a day."""

Point = tuple[date, str]
"""A day and a time of that day as a text."""


def parse_days(text: str) -> tuple[Point, Point] | None:
    """The first and the last point of the date, month or year that *text* in a file is: of `2026-05` the ends of May.

    A time counts as written, whatever its zone.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, time = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if time:
        point = first, f"0{time}" if time.index(":") < _WHOLE_HOUR else time
        return point, point
    return days_between(first, _last_day(first, has_month=bool(month), has_day=bool(day)))


def part_of_date(value: str | int, part: str) -> str | None:
    """The `year` or the `month` of a date, in any case; None if *value* has none or *part* is another word."""
    length = _LENGTHS.get(part.casefold(), 0)
    text = str(value)
    return text[:length] if length and len(text) >= length and parse_days(text) else None


_LENGTHS = {"year": 4, "month": 7}
PARTS_OF_DATES = frozenset(_LENGTHS)


def short_field_name(field: str) -> str:
    """`year` for `released.year`, `month` alike, and other names of fields as they are."""
    part = field.rpartition(".")[2].casefold()
    return part if part in PARTS_OF_DATES else field


def days_between(first: date, last: date) -> tuple[Point, Point]:
    """The first point of the day *first*, and the last one of the day *last*."""
    return (first, _START), (last, _END)


def _last_day(first: date, *, has_month: bool, has_day: bool) -> date:
    if has_day:
        return first
    if not has_month:
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1])
