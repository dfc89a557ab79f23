"""Where: conditions on fields, such as `bpm>=120`, `key~minor`, `stage!=seed`, `isrc` and `!isrc`."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from prodash import shell
from prodash.errors import UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_PREFIX, TEXT_FIELDS, TIMES, TRACK_FIELDS
from prodash.model.catalogue.order import is_equal, is_ordered
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import fold

if TYPE_CHECKING:
    from prodash.model.history.track_time import TimeOf

Condition = Callable[[Track], bool]

_COMPARISON = re.compile(r"\s*([^=!<>~]+?)\s*(==|!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_PRESENCE = re.compile(r"\s*(!?)\s*([^=!<>~]+?)\s*")
ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATOR_STARTS = ("=", "<", ">", "~", "!")
_NAMING_FIELDS = TRACK_FIELDS - TEXT_FIELDS
"""The fields whose values are names or dates: stage, workflows, projects, due."""


def parse_where(text: str, catalogue: Catalogue, today: date, time_of: "TimeOf") -> Condition:
    """The condition that *text* describes; *time_of* is asked only if it is about the history of tracks.

    Numbers compare as numbers, everything else as text without case and accents.  A list
    meets a condition if one of its items does; `!=` is the opposite of `=`.
    Raises UsageError if it is malformed, and UnknownNameError for a name that the catalogue does not have, such as a
    field that no track has; only `!isrc` may name one.
    """
    key, symbol, wanted = clause = split_clause(text)
    if key in TIMES:
        from prodash.model.select.where_times import time_condition

        return time_condition(clause, today, time_of)
    _check_key(clause, catalogue)
    if symbol in {"", _ABSENT}:
        return lambda track: (_value(catalogue, track, key) is None) == bool(symbol)
    if symbol == "!=":
        equal = _comparison(key, "=", wanted, catalogue, today)
        return lambda track: not equal(track)
    return _comparison(key, symbol, wanted, catalogue, today)


class Clause(NamedTuple):
    """A condition in its parts; the symbol is empty for `isrc`, and `!` for `!isrc`."""

    key: str
    symbol: str
    wanted: str = ""


_ABSENT = "!"


def split_clause(text: str) -> Clause:
    """The parts of the condition *text*; raises UsageError if it is malformed."""
    if match := _COMPARISON.fullmatch(text):
        key, symbol, wanted = match.groups()
        if not wanted.startswith(_OPERATOR_STARTS):
            return Clause(key, symbol.replace("==", "="), wanted)
    elif match := _PRESENCE.fullmatch(text):
        symbol, key = match.groups()
        return Clause(key, symbol)
    raise _malformed(text)


def key_in_file(key: str) -> str:
    """The custom field that *key* means: `age` for `custom.age`, because `age` alone means a column."""
    custom = key.removeprefix(CUSTOM_PREFIX)
    return custom if custom in TIMES else key


_FIELDS = {"id", "path", *TRACK_FIELDS}


def is_comparison(text: str) -> bool:
    """Whether *text* compares a field with a value."""
    return _COMPARISON.fullmatch(text) is not None


def misplaced_condition(word: str) -> UsageError:
    """The error that *word*, typed as a track or a change, is a condition."""
    return UsageError(
        f"{word!r} is a condition; to choose tracks by it, write {shell.join(['--where', word])}"
    )


def _malformed(text: str) -> UsageError:
    return UsageError(
        f"--where {text!r} is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"
    )


def _check_key(clause: Clause, catalogue: Catalogue) -> None:
    """Raise UsageError if tracks have the field only in another case, UnknownNameError if none has it.

    A file that was not read may have any field.
    """
    key = key_in_file(clause.key)
    if key in _FIELDS or catalogue.has_key(key):
        return
    if other := catalogue.other_case_of(key):
        raise UsageError(f"--where: unknown field {key!r}{hint((other,))}")
    from prodash.model.select.where_hints import COMPARED_TIMES, require_no_derived, unknown_field

    require_no_derived(key)
    if clause.symbol != _ABSENT and catalogue.tracks and not catalogue.unread:
        raise unknown_field(catalogue, key, COMPARED_TIMES)


def _comparison(key: str, symbol: str, wanted: str, catalogue: Catalogue, today: date) -> Condition:
    if key in _NAMING_FIELDS and symbol != "~":
        from prodash.model.select.where_fields import naming_condition

        return naming_condition(catalogue, today, key, symbol, wanted)
    holds = _value_test(symbol, wanted)
    return lambda track: any(holds(item) for item in _items(_value(catalogue, track, key)))


def _value_test(symbol: str, wanted: str) -> Callable[[Value], bool]:
    if symbol == "~":
        part = fold(wanted)
        return lambda value: part in fold(as_text(value))
    if symbol == "=":
        return lambda value: is_equal(value, wanted)
    return partial(is_ordered, ORDERS[symbol], text=wanted)


def _value(catalogue: Catalogue, track: Track, key: str) -> Value:
    """What conditions compare: of names both the ids and the names that people read, of a date the one that counts."""
    if key == "id" or key in TEXT_FIELDS:
        return str(getattr(track, key)) or None
    if key in _NAMING_FIELDS:
        from prodash.model.select.where_fields import naming_texts

        return naming_texts(catalogue, track, key) or None
    return track.custom.get(key_in_file(key), track.path if key == "path" else None)


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _items(item)
    elif value is not None:
        yield value
