"""Names of custom fields: which ones a field can get that is new, or that is renamed."""

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_GROUP, CUSTOM_PREFIX, DERIVED, TRACK_FIELDS
from prodash.model.custom_fields.custom_fields import CustomField, custom_fields_of
from prodash.model.entries.values import require_line
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar_keys

_OWN = (*sorted(TRACK_FIELDS), *DERIVED, "id", "path", CUSTOM_GROUP)
"""The fields and columns of prodash that no custom field can share its name with."""


def parse_field_name(catalogue: Catalogue, text: str) -> tuple[str, CustomField | None]:
    """The name of a field that *text* says, and the field that has it in some spelling already, if there is one.

    Raises UsageError if a field cannot be called so, because prodash has a field or a column of that name, or one like it.
    """
    name = require_line(text.strip()).removeprefix(CUSTOM_PREFIX)
    if not name:
        raise UsageError("a field needs a name; write one, such as bpm")
    if meant := next(
        (one for one in (*_OWN, catalogue.stage_line.key) if match_key(one) == match_key(name)), ""
    ):
        raise UsageError(f"{meant!r} is a name of prodash's own; choose another one")
    field = custom_fields_of(catalogue).find(name)
    if field is None and (near := similar_keys(name, TRACK_FIELDS)):
        raise UsageError(f"{name!r} is too like {near[0]!r}, a field of prodash's own; choose another name")
    return name, field
