"""Declared: what `fields.yaml` says of a custom field, and which values agree with it."""

import re

from prodash.errors import hint
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.value_types import TYPES, ValueType, fits
from prodash.model.names.characters import UNPRINTABLE
from prodash.model.names.names import loose_key, match_key
from prodash.model.names.similar import similar

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


def agrees(field: DeclaredField, item: Value) -> bool:
    """Whether *item*, a single value or an item of a list, is one that *field* allows."""
    kind = declared_type(field)
    return (not field.values or as_text(item) in field.values) and (kind is None or fits(kind, item))


def rule_of(field: DeclaredField, text: str) -> str:
    """What *field* allows, as the end of a message about *text*, which it does not."""
    kind = declared_type(field)
    if field.values:
        keys = {match_key(value): value for value in field.values}
        return f"allows other values{hint(similar(text, keys, keys.__getitem__), field.values)}"
    return f"declares {kind.words}, such as {kind.example}" if kind else "allows it"


def allowed_value(field: DeclaredField, text: str) -> str:
    """The value of *field* that *text* means, whatever its case, punctuation and accents; *text* itself if there is none."""
    if text in field.values:
        return text
    for key in (match_key, loose_key):
        if len(alike := [value for value in field.values if key(value) == key(text)]) == 1:
            return alike[0]
    return text
