"""Value: what a custom field can hold, and how it is converted to and from text and JSON."""

from collections.abc import Mapping
from typing import Any

Value = str | int | float | bool | None | tuple["Value", ...] | Mapping[str, "Value"]
"""A text, number, boolean or None, a list, or a mapping."""

_MAX_NUMBER_LENGTH = 18


def parse_scalar(text: str) -> str | int | float | bool:
    """*text* as a number or boolean if that prints as the same text; else *text* itself.

    A number with an exponent stays text: YAML readers do not agree on those.
    """
    if text in {"true", "false"}:
        return text == "true"
    if not text.isascii() or not text[-1:].isdigit() or "e" in text or len(text) > _MAX_NUMBER_LENGTH:
        return text
    for number in (int, float):
        try:
            value = number(text)
        except ValueError:
            continue
        if str(value) == text:
            return value
    return text


def as_text(value: Value) -> str:
    """*value* as one line of text: booleans as in YAML, lists with commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(map(as_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {as_text(item)}" for key, item in value.items())
    return ""


def is_empty(value: Value) -> bool:
    """Whether *value* is nothing, or a text, list or mapping with nothing in it."""
    return value is None or value in ("", (), {})


def value_from_json(value: Any) -> Value:
    """A value decoded from JSON, with tuples for lists."""
    if isinstance(value, dict):
        return {key: item if type(item) in _SINGLE else value_from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple([item if type(item) in _SINGLE else value_from_json(item) for item in value])
    single: Value = value
    return single


_SINGLE = frozenset({str, int, float, bool, type(None)})
"""The types of values that hold no others, which need no call."""
