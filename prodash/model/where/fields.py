"""Fields of conditions: what the name in a condition means, and the values that tracks have there."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY, TEXT_FIELDS, TIMES, TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.names import caseless, unquoted
from prodash.model.where.grammar import ABSENT, PRESENT, Clause, field_as_typed

if TYPE_CHECKING:
    from prodash.errors import UnknownNameError

_FIELDS = frozenset({"id", "path", *TRACK_FIELDS})

FieldMeant = str | CustomField
"""A field of prodash's own or a column of the history, by name, or a custom field."""


def field_meant(catalogue: Catalogue, clause: Clause) -> FieldMeant:
    """The field that *clause* is about, in whatever spelling.

    A field that no track has is taken as typed if the condition is that it is absent, or if a file could not be read, which
    may have it.  Otherwise raises UnknownNameError, or UsageError for a column that follows from a field and for a
    condition in words.
    """
    if found := find_field(catalogue, clause.field):
        return found
    if clause.sign != ABSENT and catalogue.tracks and not catalogue.unread:
        raise _unknown(catalogue, clause)
    _require_field_name(clause)
    return CustomField(clause.field, (clause.field,))


def find_field(catalogue: Catalogue, name: str) -> FieldMeant | None:
    """The field that *name* means, in whatever spelling; None if it means none.

    A custom field spelt exactly so wins over one of prodash's own that differs in case.
    """
    if name in _FIELDS or name in TIMES:
        return name
    if name == catalogue.stage_key:
        return STAGE_KEY
    custom = custom_fields_of(catalogue).find(name)
    if custom and name in custom.spellings:
        return custom
    if (bare := unquoted(name)) != name:
        return find_field(catalogue, bare)
    folded = STAGE_KEY if catalogue.stage_line.is_called(name) else caseless(name)
    return folded if folded in _FIELDS else custom


def values_of(catalogue: Catalogue, field: FieldMeant) -> Callable[[Track], Value]:
    """The function that gives what a track has in *field*: of entries their ids and names, of `due` the date that counts."""
    if isinstance(field, CustomField):
        name = field.name
        return field.value_in if field.path or field.has_twins else lambda track: track.custom.get(name)
    if field in {"id", "path", *TEXT_FIELDS}:
        return lambda track: str(getattr(track, field))
    from prodash.model.where.prodash_fields import naming_texts

    return lambda track: naming_texts(catalogue, track, field)


def _unknown(catalogue: Catalogue, clause: Clause) -> "UnknownNameError":
    from prodash.model.where.hints import COMPARED_TIMES, unknown_field

    _require_field_name(clause)
    if clause.sign == PRESENT:
        _require_sign(catalogue, clause.field)
    error = unknown_field(catalogue, clause.field, COMPARED_TIMES)
    similar, known = (list(map(field_as_typed, names)) for names in (error.similar, error.known))
    return type(error)(error.kind, clause.field, similar, known)


def _require_sign(catalogue: Catalogue, name: str) -> None:
    """Raise UsageError if *name* is a field with a value behind it, such as `bpm: 120`."""
    from prodash.model.where.malformed import unsigned_condition

    match = re.fullmatch(r"(.+?)\s*:\s*(\S.*)|(.+)\s+(\S+)", name)
    field, value = filter(None, match.groups()) if match else ("", "")
    if field and find_field(catalogue, field):
        raise unsigned_condition(field, value, name)


def _require_field_name(clause: Clause) -> None:
    """Raise UsageError if the field of *clause* is a column that follows from another, or part of other words."""
    from prodash.model.where.hints import require_no_derived
    from prodash.model.where.malformed import other_language

    require_no_derived(clause.field)
    if error := other_language(clause.text):
        raise error
