"""Removing a custom field: the plan that takes its key from every track."""

from collections.abc import Iterator, Mapping, Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.fields.declarations import declared_under, without_declarations
from prodash.model.fields.occurrences import (
    Path,
    change_at,
    occurrences_of,
    require_all_read,
    require_field,
    value_at,
)
from prodash.model.plan.change import Change
from prodash.model.plan.plan import ChangePlan


def plan_remove_field(catalogue: Catalogue, name: str) -> ChangePlan:
    """The plan that removes the field, or the part of one, that *name* means in any spelling, with all its values.

    A mapping that would be empty goes too.  Raises UnknownNameError, UsageError for a part of a date, and RefusedError for
    tracks that cannot be read.
    """
    field = require_field(catalogue, name)
    require_all_read(catalogue, field)
    changes = (
        *_without_keys(catalogue, field),
        *without_declarations(catalogue, declared_under(catalogue, field)),
    )
    if not changes:
        raise UsageError(f"{field.full_name!r} is a part of a date; name the field {field.name!r}")
    return ChangePlan(f"Remove field {field.full_name}", changes)


def _without_keys(catalogue: Catalogue, field: CustomField) -> Iterator[Change]:
    for occurrence in occurrences_of(catalogue, field):
        for key in occurrence.keys:
            path = _emptied(occurrence.track, (*occurrence.path, key))
            value = value_at(occurrence.track, path)
            yield change_at(occurrence.track, path, "" if value is None else value, None)


def _emptied(track: Track, path: Path) -> Path:
    """*path*, or the path of the mapping that would be empty without it."""
    above = path[:-1]
    is_last = above and isinstance(above[-1], str) and len(_keys_of(value_at(track, above))) == 1
    return _emptied(track, above) if is_last else path


def _keys_of(value: Value) -> Sequence[str]:
    return tuple(value) if isinstance(value, Mapping) else ()
