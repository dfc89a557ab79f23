"""Removing a custom field: the plan that takes its key from every track."""

from collections.abc import Iterator

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.custom_fields.custom_fields import CustomField
from prodash.model.fields.declarations import declared_under, without_declarations
from prodash.model.fields.keys import places_of, require_all_read, require_field
from prodash.model.plan.change import Change, SetValue
from prodash.model.plan.plan import ChangePlan


def plan_remove_field(catalogue: Catalogue, name: str) -> ChangePlan:
    """The plan that removes the field that *name* means in any spelling, with all its values.

    Raises UsageError, UnknownNameError, and RefusedError for tracks that cannot be read.
    """
    field = require_whole_field(catalogue, name)
    require_all_read(catalogue, field)
    changes = (
        *_without_keys(catalogue, field),
        *without_declarations(catalogue, declared_under(catalogue, field)),
    )
    return ChangePlan(f"Remove field {field.name}", changes)


def require_whole_field(catalogue: Catalogue, name: str) -> CustomField:
    """The field that *name* means; raises UsageError for a part of one, and UnknownNameError."""
    field = require_field(catalogue, name)
    if field.path:
        raise UsageError(f"{field.full_name!r} is only a part of the field {field.name!r}; name a whole one")
    return field


def _without_keys(catalogue: Catalogue, field: CustomField) -> Iterator[Change]:
    for place in places_of(catalogue, field):
        for key in place.keys:
            value = place.track.custom.get(key)
            yield SetValue.in_track(place.track, key, "" if value is None else value, None)
