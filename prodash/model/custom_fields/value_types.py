"""Value types: what the values of a custom field are, and so how they are compared, sorted and added up."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from prodash.errors import UsageError
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.days import days_between, parse_days
from prodash.model.custom_fields.lengths import parse_length, parse_typed_length
from prodash.model.custom_fields.order import as_number, order_key
from prodash.model.custom_fields.versions import parse_version


class Extent(NamedTuple):
    """The first and the last point that a value stands for: of `2026-05` the ends of May, of a number the number twice."""

    first: Any
    last: Any


class ValueType(NamedTuple):
    """A type of values.

    read     the extent of a single value in a file; None if the value is not of this type
    parse    the extent of what a user typed, with today's date; None, or UsageError, if it is not of this type
    words    the type in a sentence
    example  a value that a user can type
    is_exact whether values are equal only if their texts are, apart from numbers: no catalogue number equals another
    """

    name: str
    words: str
    example: str
    read: Callable[[Value], Extent | None] | None = None
    parse: Callable[[str, date], Extent | None] | None = None
    is_exact: bool = False

    @property
    def is_ordered(self) -> bool:
        """Whether its values have an order other than that of texts, so that there are ranges of them."""
        return self.read is not None


def _point(value: Any) -> Extent | None:
    return None if value is None else Extent(value, value)


def _read_date(value: Value) -> Extent | None:
    found = (
        parse_days(as_text(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    )
    return Extent(*found) if found else None


def _parse_date(text: str, today: date) -> Extent | None:
    if found := parse_days(text):
        return Extent(*found)
    from prodash.model.dates.phrases import parse_range

    return Extent(*days_between(*parse_range(text.casefold(), today)))


def _read_length(value: Value) -> Extent | None:
    return _point(parse_length(value)) if isinstance(value, str) else None


def _read_version(value: Value) -> Extent | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _point(parse_version(as_text(value))) if isinstance(value, str) or is_number else None


NUMBER = ValueType(
    "number",
    "a number",
    "120",
    lambda value: _point(as_number(value)),
    lambda text, _: _point(as_number(text)),
    is_exact=True,
)
DATE = ValueType("date", "a date", "2026-12-01", _read_date, _parse_date)
LENGTH = ValueType(
    "length", "a length", "3:45", _read_length, lambda text, _: _point(parse_typed_length(text))
)
VERSION = ValueType(
    "version", "a version", "v1.10", _read_version, lambda text, _: _point(parse_version(text))
)
TEXT = ValueType("text", "a text", "TEXT")
BOOL = ValueType("bool", "true or false", "true")
LINK = ValueType("link", "a link", "https://example.org")
FILE = ValueType("file", "a file", "mixes/dune.wav")
TRACK = ValueType("track", "the id of a track", "midnight-drive")

TYPES: Mapping[str, ValueType] = {
    one.name: one for one in (NUMBER, TEXT, DATE, LENGTH, VERSION, BOOL, LINK, FILE, TRACK)
}
"""The types of a value by name; a list has one for its items."""

_ORDERED = (NUMBER, DATE, LENGTH, VERSION)
"""Where two types fit as many values, the first one is meant: `1999` is a number unless there are dates as well."""


def type_of_values(values: Iterable[Value]) -> ValueType:
    """The type that at least half of *values* have; text if none fits so many."""
    known = [value for value in values if value not in (None, "")]
    single = Counter((type(value), value) for value in known if isinstance(value, _SINGLE))
    if known and all(isinstance(value, bool) for value in known):
        return BOOL
    if known and all(isinstance(value, str) and is_link(value) for value in known):
        return LINK
    fitting = [
        sum(count for (_, value), count in single.items() if read_as(one, value) is not None)
        for one in _ORDERED
    ]
    most = max(fitting)
    return _ORDERED[fitting.index(most)] if most and most * 2 >= len(known) else TEXT


_SINGLE = (str, int, float)


def read_as(kind: ValueType, value: Value) -> Extent | None:
    """The extent of the single *value* if it is of the type *kind*, which has an order."""
    return _reading(kind.name, type(value).__name__, value) if isinstance(value, _SINGLE) else None


@cache
def _reading(name: str, _: str, value: Any) -> Extent | None:
    # By type too, because True equals 1.
    read = TYPES[name].read
    return read(value) if read else None


def fits(kind: ValueType, value: Value) -> bool:
    """Whether the single *value* is of the type *kind*."""
    if not (value is None or isinstance(value, _SINGLE)):
        return False
    if kind is BOOL:
        return isinstance(value, bool)
    if kind is LINK:
        return isinstance(value, str) and is_link(value)
    return not kind.is_ordered or read_as(kind, value) is not None


def is_link(text: str) -> bool:
    """Whether *text* is an address on the web."""
    return text.startswith(("http://", "https://")) and " " not in text


Read: TypeAlias = tuple[Extent, Value]
"""A value with its extent."""


def all_read_as(kind: ValueType, values: Iterable[Value]) -> list[Read]:
    """Those of the single *values* that are of the type *kind*, each with its extent."""
    return [(extent, value) for value in values if (extent := read_as(kind, value))]


def least_of(values: Iterable[Read]) -> Read:
    """The one of *values* that begins first."""
    return min(values, key=lambda one: (one[0].first, one[0].last, as_text(one[1])))


def greatest_of(values: Iterable[Read]) -> Read:
    """The one of *values* that ends last: of `2026` and `2026-06-01` the whole year."""
    return max(values, key=lambda one: (one[0].last, one[0].first, as_text(one[1])))


def ranks_of(kind: ValueType, values: Iterable[Value], listed: Iterable[str] = ()) -> Mapping[str, int]:
    """The place of each of *values*, by its text, in their order; values that are not of the type come last.

    Those that are *listed* come first, as they are listed.
    """
    places = {text: place for place, text in enumerate(listed)}

    def rank(item: tuple[str, Value]) -> tuple[Any, ...]:
        if item[0] in places:
            return (-1, places[item[0]])
        found = read_as(kind, item[1])
        return (1, order_key(item[1]) or ()) if found is None else (0, found.first, item[0])

    distinct = {as_text(value): value for value in values}
    return {text: number for number, (text, _) in enumerate(sorted(distinct.items(), key=rank))}


def parse_as(kind: ValueType, text: str, today: date) -> Extent:
    """The extent of what a user typed for a field of the type *kind*, which has an order; raises UsageError."""
    found = kind.parse(text.strip(), today) if kind.parse else None
    if found is None:
        raise UsageError(f"{text!r} is not {kind.words}; write one such as {kind.example}")
    return found
