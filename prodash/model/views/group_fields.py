"""Group fields: the field by which tracks are grouped, found by name however it is spelt."""

from typing import TYPE_CHECKING

from prodash.errors import UnknownFieldError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.names import match_key, unquoted

if TYPE_CHECKING:
    from prodash.model.custom_fields.custom_fields import CustomFields

STAGE, WORKFLOW, PROJECT = "stage", "workflow", "project"
GROUP_FIELDS = (STAGE, WORKFLOW, PROJECT)
"""The fields by which every catalogue can be grouped, besides its custom fields."""

_SPELLINGS = {name: field for field in GROUP_FIELDS for name in (field, f"{field}s")}
"""These fields by their names in the singular and in the plural."""

DUE = "due"
DUE_FIELDS = frozenset({DUE, "due.month", "due.year"})
"""The fields that are the date that counts, or a part of it."""


def resolve_grouping(catalogue: Catalogue, text: str) -> str:
    """The field that *text* means, in any spelling and also in the plural; of a date also its part, as in `due.month`.

    Raises UnknownFieldError if tracks cannot be grouped by it.
    """
    if text == catalogue.stage_key:
        return STAGE
    if text in GROUP_FIELDS:
        return text
    from prodash.model.custom_fields.custom_fields import custom_fields_of

    fields = custom_fields_of(catalogue)
    custom = fields.find(text)
    name = unquoted(text)
    if (custom is None or name not in custom.spellings) and (field := _prodash_field(catalogue, name)):
        return field
    if custom is None:
        raise _unknown_field(fields, name)
    return custom.full_name


def _prodash_field(catalogue: Catalogue, name: str) -> str:
    """The field of prodash, or the part of a due date, that *name* means in any spelling; empty if it means none."""
    if catalogue.stage_line.is_called(name):
        return STAGE
    date = name.casefold() if name.casefold() in DUE_FIELDS else ""
    return _SPELLINGS.get(match_key(name), date)


def _unknown_field(fields: "CustomFields", text: str) -> UnknownFieldError:
    from prodash.model.names.similar import similar

    meant = {match_key(field.name): field.name for field in fields} | _SPELLINGS
    near = similar(text, meant, meant.__getitem__)
    return UnknownFieldError(text, near, (*GROUP_FIELDS, *(field.name for field in fields)))
