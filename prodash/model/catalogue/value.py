"""Value: what one of the user's own keys can hold, and the text that it is written as."""

from collections.abc import Mapping
from typing import Any

Value = str | int | float | bool | None | tuple["Value", ...] | Mapping[str, "Value"]
"""A text, number or boolean, nothing, a list, or a group of keys."""

_MAX_NUMBER_LENGTH = 18


def parse_scalar(text: str) -> str | int | float | bool:
    """A plain text as a number or boolean where printing that gives back the same text; else the text."""
    if text in {"true", "false"}:
        return text == "true"
    if not text.isascii() or not text[-1:].isdigit() or len(text) > _MAX_NUMBER_LENGTH:
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
    """A value as one line of text: booleans as YAML writes them, lists with commas."""
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


def value_from_json(value: Any) -> Value:
    """A value that went through JSON, with its lists as tuples again."""
    if isinstance(value, dict):
        return {key: value_from_json(item) for key, item in value.items()}
    return tuple(map(value_from_json, value)) if isinstance(value, list) else value
