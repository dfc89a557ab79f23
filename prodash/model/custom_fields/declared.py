"""Declared: what `fields.yaml` says of a custom field, and what a value must be to agree with it."""

import re

from prodash.model.catalogue.fields import DeclaredField
from prodash.model.custom_fields.value_types import TYPES, ValueType
from prodash.model.names.characters import UNPRINTABLE

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
