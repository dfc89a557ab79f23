"""Days: the phrases for one day, such as `friday`, `2w`, `10 days ago`, `eom` and `1 dec`."""

import re
from datetime import date, timedelta

from prodash.model.dates.figures import dates_in_figures
from prodash.model.dates.ranges import day_in_year, month_number, range_of, week_start
from prodash.model.dates.spans import Span, parse_span
from prodash.model.dates.today import first_weekday_of
from prodash.model.names.keywords import WEEKDAYS

_NEAR = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_ENDS = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter", "eoy": "end of year"}
_EDGE = re.compile(r"(end|start|beginning) of (?:the )?(.+)")
_THIS = {unit: f"this {unit}" for unit in ("week", "month", "quarter", "year")}
_FROM_NOW = (" from now", " from today")
_WEEKDAY = re.compile(r"(?:(last|this|next) )?([a-z]+)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: (?P<year>\d{4}))?"
_MONTH_AND_DAY = re.compile(rf"(?P<month>[a-z]+) ?{_DAY}{_YEAR}", re.ASCII)
_DAY_AND_MONTH = re.compile(rf"{_DAY} ?(?:of )?(?P<month>[a-z]+){_YEAR}", re.ASCII)
_WEEK = 7


def days_of(word: str, today: date, *, past: bool = False) -> tuple[date, ...]:
    """The days that *word*, in small letters, can mean: one, none for an unknown word, or several.

    A phrase without a year or direction means a day from *today* on, and a range means its last day; with *past*, a day
    up to *today*, and the first day.  Raises OverflowError or ValueError for a day outside the years 1 to 9999.
    """
    if edge := _EDGE.fullmatch(_ENDS.get(word, word)):
        return _edge(edge[1], edge[2], today, past=past)
    if found := range_of(word, today, past=past):
        return (found[0 if past else 1],)
    if dates := dates_in_figures(word, today, past=past):
        return tuple(one.day for one in dates)
    day = _near_day(word, today, past=past) or _day_of_month(word, today, past=past)
    return (day,) if day else _weekdays(word, today, past=past)


def _edge(which: str, phrase: str, today: date, *, past: bool) -> tuple[date, ...]:
    """The last or the first day of a range; of a unit alone only the last, as `start of month` may be over or to come."""
    is_end = which == "end"
    found = range_of(_THIS.get(phrase, phrase) if is_end else phrase, today, past=past)
    return (found[is_end],) if found else ()


def _near_day(word: str, today: date, *, past: bool) -> date | None:
    near = word.removeprefix("the ") if word.startswith("the day ") else word
    if near in _NEAR:
        return Span(days=_NEAR[near]).after(today)
    is_ago, is_ahead = word.endswith(" ago"), word.startswith(("+", "in ")) or word.endswith(_FROM_NOW)
    text = word.removesuffix(" ago").removeprefix("+").removeprefix("in ")
    for end in _FROM_NOW:
        text = text.removesuffix(end)
    span = None if is_ago and is_ahead else parse_span(text)
    return span.times(-1 if is_ago or (past and not is_ahead) else 1).after(today) if span else None


def _day_of_month(word: str, today: date, *, past: bool) -> date | None:
    match = _MONTH_AND_DAY.fullmatch(word) or _DAY_AND_MONTH.fullmatch(word)
    month = month_number(match["month"]) if match else 0
    if not match or not month:
        return None
    year = int(match["year"]) if match["year"] else None
    return day_in_year(int(match["day"]), month, year, today, past=past)


def _weekdays(word: str, today: date, *, past: bool) -> tuple[date, ...]:
    """The days that a weekday can mean; `next friday` is the coming one for some, that of the next week for others."""
    match = _WEEKDAY.fullmatch(word)
    which, name = match.groups() if match else ("", "")
    number = next((n for n, weekday in enumerate(WEEKDAYS) if name in {weekday, weekday[:3]}), None)
    if number is None:
        return ()
    # The days from the last one before today to the next one after today, at most a week.
    before = today - timedelta(days=(today.weekday() - number - 1) % _WEEK + 1)
    after = today + timedelta(days=(number - today.weekday() - 1) % _WEEK + 1)
    first = first_weekday_of(today)
    this = week_start(today, first) + timedelta(days=(number - first) % _WEEK)
    readings = {
        # Who looks back means the nearest one.
        "last": (before,) if past else (this - timedelta(days=_WEEK), before),
        "this": (this, after if this < today else this),
        "next": (after, this + timedelta(days=_WEEK)),
    }
    return tuple(dict.fromkeys(readings.get(which, (before if past else after,))))
