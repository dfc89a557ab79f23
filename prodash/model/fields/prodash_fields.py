"""Fields of prodash's own: whether one of them can have the values of a custom field, as `due` those of `deadline`."""

from collections.abc import Mapping

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import day_in
from prodash.model.catalogue.fields import LIST_FIELDS, STAGE_KEY, TRACK_FIELDS
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import unquoted


def prodash_field(catalogue: Catalogue, text: str) -> str:
    """The field of prodash's own that *text* names; empty if it names none."""
    name = unquoted(text)
    if catalogue.stage_line.is_called(name):
        return STAGE_KEY
    return name.casefold() if name.casefold() in TRACK_FIELDS else ""


def why_not_read_as(catalogue: Catalogue, field: str, value: Value) -> str:
    """Why prodash cannot read *value* in its own *field*; empty if it can."""
    items = value if isinstance(value, tuple) and field in LIST_FIELDS else (value,)
    if any(isinstance(item, tuple | Mapping) for item in items):
        return f"{field} holds names" if field in LIST_FIELDS else f"{field} holds one text"
    texts = [as_text(item).strip() for item in items if item is not None]
    return next((reason for text in texts if (reason := _why_not(catalogue, field, text))), "")


def _why_not(catalogue: Catalogue, field: str, text: str) -> str:
    if field == "due" and day_in(text) is None:
        return f"{text!r} is not a date such as 2026-12-01"
    kind = BY_FIELD.get(field)
    vocabulary = kind.vocabulary_of(catalogue) if kind else None
    if kind and vocabulary and vocabulary.is_declared and vocabulary.find(text) is None:
        return f"{text!r} is not a {kind.name} of {kind.path}"
    return ""
