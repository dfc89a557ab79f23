"""Declared: which values `fields.yaml` allows in a custom field, and what a typed text means there."""

import re
from datetime import date

from prodash.errors import UnknownNameError, UsageError, hint
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.custom_fields.lengths import format_length, parse_typed_length
from prodash.model.custom_fields.value_types import BOOL, DATE, LENGTH, TYPES, ValueType, fits
from prodash.model.names.characters import UNPRINTABLE
from prodash.model.names.names import loose_key, match_key
from prodash.model.names.similar import similar_names

LIST = "list"
"""The word that `type` may have for a list of texts."""

TYPE_NAMES = (*TYPES, LIST)
"""The words that `type` may have."""


def declared_type(field: DeclaredField) -> ValueType | None:
    """The type that *field* declares for its values; None if the tracks decide."""
    return TYPES.get(field.type)


def why_not_a_field(text: str) -> str:
    """Why *text* cannot be the name of a custom field, and what to do; empty if it can."""
    if not text.strip():
        return "give it a name, as in 'id: bpm'"
    if re.search(f"[{UNPRINTABLE}]", text):
        return "write its name in one line, of characters that can be shown"
    return ""


def allows(field: DeclaredField, item: Value) -> bool:
    """Whether *field* allows *item*, a single value or an item of a list."""
    kind = declared_type(field)
    return (not field.values or as_text(item) in field.values) and (kind is None or fits(kind, item))


def rule_of(field: DeclaredField, text: str) -> str:
    """The end of a message that fields.yaml does not allow *text* in *field*: `declares a number, such as 120`."""
    kind = declared_type(field)
    if field.values:
        return f"does not list it{hint(similar_names(text, field.values), field.values)}"
    return f"declares {kind.words}, such as {kind.example}" if kind else ""


def typed_value(field: DeclaredField, text: str, today: date | None = None) -> str:
    """The text that is written for *text*, typed for *field*.

    - An allowed value gets its own spelling, a length the form `3:45`, a word such as `yes` becomes `true`.
    - A date phrase becomes the day that it means, counted from *today*; it stays a text without that.
    - Anything else stays as typed.

    Raises UsageError for a date phrase that means no day.
    """
    if field.values:
        return _allowed_value(field, text)
    kind = declared_type(field)
    if kind is None or fits(kind, parse_scalar(text)):
        return text
    if kind is DATE and today:
        from prodash.model.dates.phrases import parse_day

        return parse_day(text, today).isoformat()
    if kind is LENGTH and (seconds := parse_typed_length(text)) is not None:
        return format_length(seconds)
    return _WORDS_FOR_BOOL.get(text.casefold(), text) if kind is BOOL else text


def require_allowed(field: DeclaredField, name: str, text: str) -> None:
    """Raise UnknownNameError, which has the *name* that the user typed, or UsageError if *field* does not allow *text*."""
    if allows(field, parse_scalar(text)):
        return
    kind = declared_type(field)
    if field.values:
        raise UnknownNameError(f"value of {name}", text, similar_names(text, field.values), field.values)
    if kind:
        raise UsageError(f"{text!r} is not {kind.words}; write one such as {kind.example}")


def _allowed_value(field: DeclaredField, text: str) -> str:
    """The value of *field* that *text* means, whatever its case, punctuation and accents; *text* itself if there is none."""
    if text in field.values:
        return text
    for key in (match_key, loose_key):
        if len(alike := [value for value in field.values if key(value) == key(text)]) == 1:
            return alike[0]
    return text


_WORDS_FOR_BOOL = {
    **dict.fromkeys(("yes", "y", "on", "true", "1"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "0"), "false"),
}
