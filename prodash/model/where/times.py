"""Times: conditions on what the history of a track says: `age>=30`, `since<2026-06`, `!moved`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.fields import AGE, MOVED, SINCE
from prodash.model.catalogue.track import Condition
from prodash.model.dates.phrases import parse_past
from prodash.model.filters.history import days_until, of_time
from prodash.model.history.track_time import TimeOf, TrackTime
from prodash.model.where.grammar import ABSENT, PRESENT, Clause
from prodash.model.where.value_tests import ORDERS

_VALUES: Mapping[str, Callable[[TrackTime], Any]] = {
    SINCE: lambda time: time.since,
    AGE: lambda time: time.age,
    MOVED: lambda time: time.moved,
}


def time_condition(clause: Clause, today: date, time_of: TimeOf) -> Condition:
    """The condition on a column of the history; a track without history never meets it.  Raises UsageError."""
    key, sign = clause.field, clause.sign
    if key not in _VALUES:
        raise UsageError(f"--where: {key} cannot be compared; write {AGE}>=30")
    if sign == "~":
        raise UsageError(f"--where: {key} is not text; write {key}>=VALUE or {key}=VALUE")
    value = _VALUES[key]
    if sign in {PRESENT, ABSENT}:
        return of_time(time_of, lambda time: (value(time) is None) == (sign == ABSENT))
    wanted_sign = "=" if sign == "!=" else sign
    tests = [_comparison(key, wanted_sign, one.text, today) for one in clause.alternatives]
    return of_time(time_of, lambda time: any(test(time) for test in tests) == (sign != "!="))


def _comparison(key: str, sign: str, wanted: str, today: date) -> Callable[[TrackTime], bool]:
    """The comparison with *wanted*, a value or a range; where only a bound is known, it must hold for all beyond."""
    try:
        first, last = _limits(key, wanted, today)
    except UsageError as error:
        raise UsageError(f"--where {key}: {error}") from None
    value, limit = _VALUES[key], first if sign in {"<", ">="} else last
    holds_beyond = {
        AGE: sign in {">", ">="} or (sign == "=" and last == _NO_END),
        SINCE: sign in {"<", "<="} or (sign == "=" and first == date.min),
        MOVED: True,
    }[key]

    def holds(time: TrackTime) -> bool:
        found = value(time)
        if found is None or (time.is_lower_bound and not holds_beyond):
            return False
        return bool(first <= found <= last if sign == "=" else ORDERS[sign](found, limit))

    return holds


def _limits(key: str, wanted: str, today: date) -> tuple[Any, Any]:
    """The first and the last day, or number of days, that *wanted* means; raises UsageError."""
    limits: tuple[Any, Any] = _ages(wanted, today) if key == AGE else past_range(wanted, today)
    if limits[0] > limits[1]:
        raise UsageError(f"{wanted!r} ends before it starts; swap its ends")
    return limits


_NO_END = date.max.toordinal()
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


def _ages(phrase: str, today: date) -> tuple[int, int]:
    """The least and the greatest number of days that `30`, `4w`, `30..60`, `30..` or `..60` means; raises UsageError."""
    start, dots, end = (part.strip() for part in phrase.partition(".."))
    if not (start or end):
        raise UsageError(f"{phrase!r} is not a number of days; write 30, 4w or 30..60")
    least = _days(start, today) if start else 0
    most = (_days(end, today) if end else _NO_END) if dots else least
    return least, most


def _days(text: str, today: date) -> int:
    return int(text) if _NUMBER.fullmatch(text) else days_until(text, today)


def past_range(phrase: str, today: date) -> tuple[date, date]:
    """The first and the last day of a day or a range, up to *today* where it does not say which; raises UsageError."""
    start, dots, end = phrase.partition("..")
    if not (start or end):
        raise UsageError(f"{phrase!r} has no date; write A..B, ..B or A..")
    first = parse_past(start, today)[0] if start else date.min
    if not dots:
        return parse_past(start, today)
    return first, parse_past(end, today)[1] if end else date.max
