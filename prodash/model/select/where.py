"""Where: conditions on custom fields, such as `bpm>=120`, `key~minor`, `isrc` and `!isrc`."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.fields import TEXT_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import fold

Condition = Callable[[Track], bool]

_COMPARISON = re.compile(r"\s*([^=!<>~]+?)\s*(==|!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_PRESENCE = re.compile(r"\s*(!?)\s*([^=!<>~]+?)\s*")
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATOR_STARTS = ("=", "<", ">", "~", "!")
_OPTION_FOR_FIELD = {
    "stage": "--stage",
    "workflows": "--workflow",
    "projects": "--project",
    "due": "--due",
}


def parse_where(text: str) -> Condition:
    """The condition that *text* describes; raises UsageError if it is malformed.

    Numbers compare as numbers, everything else as text without case and accents.  A list
    meets a condition if one of its items does; `!=` is the opposite of `=`.
    """
    if match := _COMPARISON.fullmatch(text):
        key, symbol, wanted = match.groups()
        _reject_field_with_option(key)
        if wanted.startswith(_OPERATOR_STARTS):
            raise _malformed(text)
        return _comparison(key, symbol, wanted)
    if match := _PRESENCE.fullmatch(text):
        absent, key = match.groups()
        _reject_field_with_option(key)
        return lambda track: (_value(track, key) is None) == bool(absent)
    raise _malformed(text)


def _malformed(text: str) -> UsageError:
    return UsageError(
        f"--where {text!r} is not a condition; write KEY=VALUE with = != < <= > >= or ~, KEY or !KEY"
    )


def _reject_field_with_option(key: str) -> None:
    if option := _OPTION_FOR_FIELD.get(key):
        raise UsageError(f"--where is for custom fields; use {option} for {key}")


def _comparison(key: str, symbol: str, wanted: str) -> Condition:
    if symbol == "!=":
        equal = _comparison(key, "=", wanted)
        return lambda track: not equal(track)
    if symbol == "~":
        part = fold(wanted)
        return lambda track: any(part in fold(as_text(item)) for item in _items(_value(track, key)))
    holds = _value_test(_COMPARISONS[symbol], wanted)
    return lambda track: any(holds(item) for item in _items(_value(track, key)))


def _value_test(compare: Callable[[Any, Any], bool], wanted: str) -> Callable[[Value], bool]:
    number, text = _number(wanted), fold(wanted)

    def holds(value: Value) -> bool:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return number is not None and compare(value, number)
        return compare(fold(as_text(value)), text)

    return holds


def _number(text: str) -> int | float | None:
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return None


def _value(track: Track, key: str) -> Value:
    if key == "id" or key in TEXT_FIELDS:
        return str(getattr(track, key)) or None
    return track.custom.get(key)


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _items(item)
    elif value is not None:
        yield value
