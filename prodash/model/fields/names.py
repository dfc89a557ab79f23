"""Names of custom fields: which ones a field can get that is new, or that is renamed."""

from collections.abc import Iterable

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import COLUMNS, CUSTOM_PREFIX, TRACK_FIELDS
from prodash.model.change.fields_meant import near_fields
from prodash.model.custom_fields.custom_fields import CustomField, custom_fields_of
from prodash.model.entries.values import require_line
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar_keys


def parse_field_name(
    catalogue: Catalogue, text: str, *, new_field: bool = False, old: str = ""
) -> tuple[str, CustomField | None]:
    """The name of a field that *text* says, and the field that has it in some spelling already, if there is one.

    Raises UsageError if a field cannot be called so, because prodash has a field of that name, or a column and *text* does
    not begin with `custom.`.  Unless *new_field*, it also does for a name that is like another, apart from that of the *old*
    field, which gets it.
    """
    line = require_line(text.strip())
    name = line.removeprefix(CUSTOM_PREFIX)
    if not name:
        raise UsageError("a field needs a name; write one, such as bpm")
    if own := _same(name, (*sorted(TRACK_FIELDS), catalogue.stage_line.key, "id")):
        raise UsageError(f"{own!r} is a name of prodash's own; choose another one")
    if name == line and (column := _same(name, COLUMNS)):
        raise UsageError(
            f"{column!r} is a name of prodash's own; choose another one, or write {CUSTOM_PREFIX}{name}"
        )
    field = custom_fields_of(catalogue).find(name)
    if field is None and not new_field:
        near = (*similar_keys(name, TRACK_FIELDS), *near_fields(catalogue, name))
        for other in near:
            if other != old:
                raise UsageError(
                    f"{name!r} is like {other!r}, which is a field already; add --new-field to have both"
                )
    return name, field


def _same(name: str, names: Iterable[str]) -> str:
    """The one of *names* that *name* is, however it is spelt; empty if it is none."""
    return next((one for one in names if match_key(one) == match_key(name)), "")
