"""Names of custom fields: which ones a field can get that is new, or that is renamed."""

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_GROUP, CUSTOM_PREFIX, DERIVED, TRACK_FIELDS
from prodash.model.change.fields_meant import near_fields
from prodash.model.custom_fields.custom_fields import CustomField, custom_fields_of
from prodash.model.entries.values import require_line
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar_keys

_OWN = (*sorted(TRACK_FIELDS), *DERIVED, "id", "path", CUSTOM_GROUP)
"""The fields and columns of prodash that no custom field can share its name with."""


def parse_field_name(
    catalogue: Catalogue, text: str, *, new_field: bool = False, old: str = ""
) -> tuple[str, CustomField | None]:
    """The name of a field that *text* says, and the field that has it in some spelling already, if there is one.

    Raises UsageError if a field cannot be called so, because prodash has a field or a column of that name.  Unless
    *new_field*, it also does for a name that is like another, apart from that of the *old* field, which gets it.
    """
    name = require_line(text.strip()).removeprefix(CUSTOM_PREFIX)
    if not name:
        raise UsageError("a field needs a name; write one, such as bpm")
    if meant := next(
        (one for one in (*_OWN, catalogue.stage_line.key) if match_key(one) == match_key(name)), ""
    ):
        raise UsageError(f"{meant!r} is a name of prodash's own; choose another one")
    field = custom_fields_of(catalogue).find(name)
    if field is None and not new_field:
        near = (*similar_keys(name, TRACK_FIELDS), *near_fields(catalogue, name))
        for other in near:
            if other != old:
                raise UsageError(
                    f"{name!r} is like {other!r}, which is a field already; add --new-field to have both"
                )
    return name, field
