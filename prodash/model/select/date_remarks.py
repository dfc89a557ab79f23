"""Date remarks: the dates that the words of `--due`, `--moved-since` and `--where` mean, to show them to the user."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import MOVED, SINCE
from prodash.model.dates.phrases import parse_range
from prodash.model.dates.ranges import Range
from prodash.model.names.keywords import ANY, NONE, OVERDUE
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters

_NO_DATES = {OVERDUE, NONE, ANY}


def date_remarks(filters: Filters, today: date) -> Iterator[str]:
    """A remark such as `--due q1 is 2027-01-01..2027-03-31` for each phrase that is not a date in ISO 8601.

    The *filters* must be valid.
    """
    return (remark for one in filters.each for remark in _remarks(one, today))


def _remarks(filters: Filters, today: date) -> Iterator[str]:
    conditions = list(_dates_in_conditions(filters.where))
    phrases = [("--due", phrase) for phrase in split_names(filters.due)]
    phrases += [("--not-due", phrase) for phrase in split_names(filters.not_due)]
    phrases += [("--where due", phrase) for field, phrase in conditions if field == "due"]
    for option, phrase in phrases:
        if phrase.casefold() not in _NO_DATES and not _is_iso(phrase):
            yield f"{option} {phrase} is {_text(parse_range(phrase.casefold(), today))}"
    past = [(f"--where {field}", phrase) for field, phrase in conditions if field != "due"]
    if filters.moved_since is not None:
        past.append(("--moved-since", filters.moved_since))
    if past:
        yield from _past_remarks(past, today)


def _dates_in_conditions(conditions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each field of dates in *conditions*, with a phrase that it is compared with."""
    if not conditions:
        return
    from prodash.model.where.grammar import split_clause

    for clause in map(split_clause, conditions):
        if clause.field in _DATE_FIELDS and clause.sign != "~":
            yield from ((clause.field, one.text) for one in clause.alternatives)


_DATE_FIELDS = {"due", SINCE, MOVED}


def _past_remarks(phrases: Iterable[tuple[str, str]], today: date) -> Iterator[str]:
    from prodash.model.where.times import past_range

    for option, phrase in phrases:
        if not _is_iso(phrase):
            days = past_range(phrase, today)
            yield f"{option} {phrase} is {days[0] if option == '--moved-since' else _text(days)}"


def _is_iso(phrase: str) -> bool:
    """Whether *phrase* consists of dates in ISO 8601."""
    return all(parse_iso_date(day) for day in filter(None, phrase.split("..")))


def _text(days: Range) -> str:
    first, last = days
    if first == last:
        return str(first)
    return f"{'' if first == date.min else first}..{'' if last == date.max else last}"
