"""Phrases: what users type for a day, a range of days or a length of time, parsed or refused with what to write."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from prodash.errors import UsageError, hint
from prodash.model.catalogue.due import parse_iso_date

if TYPE_CHECKING:
    from prodash.model.dates.ranges import Range
    from prodash.model.dates.spans import Span

ACCEPTED_DATES = (
    "a date such as 2026-12-01 or dec 1, today, tomorrow, yesterday, a weekday, 2w, in 10 days, +1m, +1y, "
    "3d ago, eow, eom, eoy, or for its last day 2026-12, week 49, q1, next month"
)


ACCEPTED_PAST_DATES = (
    "a date such as 2026-11-01 or nov 1, today, yesterday, a weekday, 10 days ago, 2w, 1m, week, month, "
    "or for all of its days 2026-10, week 45, q3, last month"
)


class NotADateError(UsageError):
    """A phrase means no day."""


def parse_day(phrase: str, today: date, *, past: bool = False, accepted: str = ACCEPTED_DATES) -> date:
    """The day that *phrase* means: from *today* on, or with *past* up to today, where it does not say which.

    A weekday is never *today*; a week begins as in the calendar of *today*; a range stands for its last day, with *past* for its first.
    Raises UsageError with all dates that the phrase can mean, with the nearest word, or with what is *accepted*.
    """
    word = _normalised(phrase)
    return parse_iso_date(word) or _parse_day(phrase, word, today, past=past, accepted=accepted)


def parse_range(phrase: str, today: date, *, accepted: str = ACCEPTED_DATES) -> "Range":
    """The first and the last day of a range.

    *phrase* is `week` (the next 7 days), `month`, a year, a phrase for a range such as `q1` or for one day, `A..B`, `A..` or `..B`.
    Raises UsageError as `parse_day` does.
    """
    if phrase in _FROM_TODAY:
        return today, parse_day(_FROM_TODAY[phrase], today, accepted=accepted)
    start, dots, end = phrase.partition("..")
    if not dots:
        return _parse_range(phrase, today, accepted)
    if not start and not end:
        raise UsageError("'..' has no date; write A..B, ..B or A..")
    first = _parse_range(start, today, accepted)[0] if start else date.min
    last = _parse_range(end, today, accepted)[1] if end else date.max
    if first > last:
        raise UsageError(
            f"{phrase!r} ends ({last}) before it starts ({first}); swap the dates, or write their years"
        )
    return first, last


def parse_past(phrase: str, today: date) -> "Range":
    """The first and the last day of a time up to *today*: one day, or those of a phrase such as `last month`.

    `week` and `month` begin that long ago and end today.  Raises UsageError as `parse_day` does.
    """
    word = _normalised(phrase)
    if word in _UNTIL_TODAY:
        return parse_day(_UNTIL_TODAY[word], today, past=True), today
    return _parse_range(phrase, today, ACCEPTED_PAST_DATES, past=True)


_FROM_TODAY = {"week": "+1w", "month": "+1m"}
_UNTIL_TODAY = {"week": "1w", "month": "1m"}


def parse_time_span(phrase: str) -> "Span":
    """The length of time that *phrase* means; raises UsageError."""
    from prodash.model.dates.spans import parse_span

    if span := parse_span(_normalised(phrase)):
        return span
    raise UsageError(f"{phrase!r} is not a length of time; write 3d, 2w, 1m, 1y or '10 days'")


def _normalised(phrase: str) -> str:
    return " ".join(phrase.replace(",", " ").split()).casefold()


def _parse_range(phrase: str, today: date, accepted: str, *, past: bool = False) -> "Range":
    word = _normalised(phrase)
    if day := parse_iso_date(word):
        return day, day
    from prodash.model.dates.ranges import range_of, whole_year
    from prodash.model.dates.today import in_calendar

    with suppress(OverflowError, ValueError):
        found = in_calendar(word, today, lambda today: range_of(word, today, past=past))
        if found := found or (None if past else whole_year(word)):
            return found
    day = _parse_day(phrase, word, today, past=past, accepted=accepted)
    return day, day


def _parse_day(phrase: str, word: str, today: date, *, past: bool, accepted: str) -> date:
    from prodash.model.dates.days import days_of
    from prodash.model.dates.figures import has_short_year
    from prodash.model.dates.today import in_calendar
    from prodash.model.names.keywords import DUE_PHRASES
    from prodash.model.names.similar import similar

    if has_short_year(word):
        raise UsageError(f"{phrase!r} has a year of two figures; write it as YYYY-MM-DD, such as 2026-12-01")
    try:
        days = in_calendar(word, today, lambda today: days_of(word, today, past=past))
    except OverflowError:
        raise UsageError(f"{phrase!r} is outside the years 1 to 9999") from None
    except ValueError:
        days = ()
    if len(days) > 1:
        raise UsageError(f"{phrase!r} could be {' or '.join(map(str, days))}; write the one that you mean")
    if not days:
        like = similar(word, filter(str.isalpha, DUE_PHRASES))
        # A word that is right already is not what is wrong.
        near = hint([one for one in like if one not in word.split()])
        raise NotADateError(f"{phrase!r} is not a date{near or f'; write {accepted}'}")
    return days[0]
