"""Expansion: a text with names of fields in braces, such as `QZ-{id}`, filled in for each track."""

import re
from collections.abc import Callable, Mapping

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TIMES
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.where.fields import FieldMeant, find_field

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_DOUBLED = {"{{": "{", "}}": "}"}


def has_braces(text: str) -> bool:
    """Whether there is something to fill in or to undouble in *text*."""
    return _BRACES.search(text) is not None


def expansion_of(catalogue: Catalogue, text: str) -> Callable[[Track], str]:
    """A function that fills the fields of a track in *text*; it raises UsageError if the track lacks one.

    `{{` and `}}` are single braces.  Raises UsageError for any other brace, UnknownNameError for a field that no track has.
    """
    fields: dict[str, FieldMeant] = {}
    for match in _BRACES.finditer(text):
        if match[1] is not None:
            fields[match[1]] = _field_meant(catalogue, match[1])
        elif match[0] not in _DOUBLED:
            raise UsageError(f"{text!r} has a brace that stands alone; write {match[0] * 2} for a brace")

    def fill(track: Track) -> str:
        def filled(match: re.Match[str]) -> str:
            return _DOUBLED.get(match[0]) or _text_of(catalogue, track, match[1], fields[match[1]])

        # A value that is filled in may have braces, which mean nothing.
        return _BRACES.sub(filled, text)

    return fill


def _field_meant(catalogue: Catalogue, name: str) -> FieldMeant:
    field = find_field(catalogue, name.strip()) if name.strip() else None
    if field is not None and field not in TIMES:
        return field
    from prodash.model.where.hints import unknown_field

    raise unknown_field(catalogue, name)


def _text_of(catalogue: Catalogue, track: Track, name: str, field: FieldMeant) -> str:
    """The text of *field* in *track*; raises UsageError if it is empty or holds a mapping."""
    value = _value_of(catalogue, track, field)
    items = value if isinstance(value, tuple) else (value,)
    if any(isinstance(item, tuple | Mapping) for item in items):
        raise UsageError(f"its {name} is not one value, so that {{{name}}} cannot be filled in")
    if not (text := as_text(value)):
        raise UsageError(f"it has no {name} to fill in for {{{name}}}")
    return text


def _value_of(catalogue: Catalogue, track: Track, field: FieldMeant) -> Value:
    if isinstance(field, CustomField):
        return field.value_in(track)
    if field == "due":
        due = catalogue.due_of(track)
        return due.day.isoformat() if due else None
    value: Value = getattr(track, field)
    return value.rstrip("\n") if isinstance(value, str) else value
