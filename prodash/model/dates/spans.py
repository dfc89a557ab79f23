"""Spans: lengths of time such as `3d`, `2 weeks` and `1m`, and the day that is so much later or earlier."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AMOUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1}
_UNIT = r"(?:day|week|fortnight|month|year)s?"
_SPAN = re.compile(rf"(\d{{1,4}}) ?([dwmy]|{_UNIT})|({'|'.join(_AMOUNTS)}) ({_UNIT})", re.ASCII)
_DAYS = {"d": 1, "w": 7, "f": 14}
_MONTHS = {"m": 1, "y": 12}


class Span(NamedTuple):
    """A length of time: a number of days, or of months, which are of different lengths; negative goes back."""

    days: int = 0
    months: int = 0

    def times(self, factor: int) -> "Span":
        """The span *factor* times; -1 turns it around."""
        return Span(self.days * factor, self.months * factor)

    def after(self, day: date) -> date:
        """The day so long after *day*; where a month is too short, its last day.

        Raises OverflowError for a day outside the years 1 to 9999.
        """
        if not self.months:
            return day + timedelta(days=self.days)
        years, month = divmod(day.month - 1 + self.months, 12)
        year = day.year + years
        if not date.min.year <= year <= date.max.year:
            raise OverflowError(year)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parse_span(word: str) -> Span | None:
    """The span that *word* means, in small letters; None if it means none."""
    match = _SPAN.fullmatch(word)
    if not match:
        return None
    amount, unit = int(match[1] or _AMOUNTS[match[3]]), (match[2] or match[4])[0]
    return Span(amount * _DAYS.get(unit, 0), amount * _MONTHS.get(unit, 0))
