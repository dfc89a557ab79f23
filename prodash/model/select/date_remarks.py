"""Date remarks: the dates that the words of `--due`, `--where due` and `--moved-since` mean, to show them to the user."""

import re
from collections.abc import Iterator
from datetime import date

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.dates.phrases import parse_range
from prodash.model.dates.ranges import Range
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters

_CONDITION = re.compile(r"\s*due\s*(?:==|!=|<=|>=|=|<|>)\s*(.+?)\s*")
_NO_DATES = {OVERDUE, NONE, ANY}


def date_remarks(filters: Filters, today: date) -> Iterator[str]:
    """A remark such as `--due q1 is 2027-01-01..2027-03-31` for each phrase that is not a date in ISO 8601.

    The *filters* must be valid.
    """
    conditions = map(_CONDITION.fullmatch, filters.where)
    phrases = [("--due", phrase) for phrase in split_names(filters.due)]
    phrases += [("--not-due", phrase) for phrase in split_names(filters.not_due)]
    phrases += [("--where due", condition[1]) for condition in conditions if condition]
    for option, phrase in phrases:
        if phrase.casefold() not in _NO_DATES and not _is_iso(phrase):
            yield f"{option} {phrase} is {_text(parse_range(phrase.casefold(), today))}"
    if filters.moved_since and not _is_iso(filters.moved_since):
        from prodash.model.select.history_filters import day_meant

        yield f"--moved-since {filters.moved_since} is {day_meant(filters.moved_since, today)}"


def _is_iso(phrase: str) -> bool:
    """Whether *phrase* consists of dates in ISO 8601."""
    return all(parse_iso_date(day) for day in filter(None, phrase.split("..")))


def _text(days: Range) -> str:
    first, last = days
    if first == last:
        return str(first)
    return f"{'' if first == date.min else first}..{'' if last == date.max else last}"
