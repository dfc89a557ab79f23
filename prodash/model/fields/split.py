"""Splitting a custom field: the plan that makes lists of its texts with commas."""

from collections.abc import Iterator

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.value import Value, parse_scalar
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.fields.occurrences import (
    change_at,
    occurrences_of,
    require_all_read,
    require_field,
    value_at,
)
from prodash.model.plan.change import Change, SetValue
from prodash.model.plan.plan import ChangePlan

COMMA = ","


def plan_split_field(catalogue: Catalogue, name: str, separator: str) -> ChangePlan:
    """The plan that turns each text with *separator* in the field that *name* means into a list of its parts.

    Lists and texts without *separator* stay.  Raises UsageError, UnknownNameError, and RefusedError for tracks that cannot
    be read.
    """
    if not separator:
        raise UsageError("--separator is empty; write what stands between the names, such as ',' or ' & '")
    field = require_field(catalogue, name)
    require_all_read(catalogue, field)
    splits = tuple(_splits(catalogue, field, separator))
    others = sum(1 for _ in occurrences_of(catalogue, field)) - len(splits)
    declared = tuple(_declared_as_list(catalogue, field)) if splits else ()
    return ChangePlan(f"Split field {field.full_name}", (*splits, *declared), left_as_is=others)


def split_text(value: Value, separator: str = COMMA) -> tuple[str, ...]:
    """The parts of a text with *separator* in it; empty for any other value."""
    if not isinstance(value, str):
        return ()
    parts = tuple(part.strip() for part in value.split(separator) if part.strip())
    return parts if len(parts) > 1 else ()


def _declared_as_list(catalogue: Catalogue, field: CustomField) -> Iterator[Change]:
    """The change that lets fields.yaml say that *field* has lists, if it declares it otherwise."""
    entry = custom_fields_of(catalogue).declared(field)
    if entry and not entry.list:
        before = "false" if "list" in entry.keys else None
        yield SetValue(FIELD.name, entry.id, FIELD.path, "list", before, "true", "true")


def _splits(catalogue: Catalogue, field: CustomField, separator: str) -> Iterator[Change]:
    for occurrence in occurrences_of(catalogue, field):
        for key in occurrence.keys:
            path = (*occurrence.path, key)
            value = value_at(occurrence.track, path)
            if parts := split_text(value, separator):
                yield change_at(occurrence.track, path, value, tuple(map(parse_scalar, parts)), parts)
