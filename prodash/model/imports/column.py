"""Import column: the field or custom field that a column of a table fills."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LIST_FIELDS
from prodash.model.change.fields_meant import existing_field
from prodash.model.custom_fields.custom_field import CustomField


class Column(NamedTuple):
    """The field or custom field that a column fills.

    name       empty for a column that is left out
    header     the column's name in the file
    is_mapped  whether the user chose the field with --map
    is_list    whether its cells are lists with commas
    is_date    whether it makes a custom field of dates, of the cells in the format that the user names
    field      the custom field of the catalogue that it is, in the spelling of each track; None for exactly `name`
    """

    name: str
    is_custom: bool
    header: str
    is_mapped: bool = False
    is_list: bool = False
    is_date: bool = False
    field: CustomField | None = None


def as_list(column: Column) -> Column:
    """*column* as one of lists; raises UsageError if it fills a field with one value."""
    if not column.is_custom and column.name not in {"", *LIST_FIELDS}:
        raise UsageError(f"--list {column.header}: {column.name} holds one value, not a list")
    return column._replace(is_list=column.is_custom)


def with_fields(columns: Sequence[Column], catalogue: Catalogue) -> list[Column]:
    """*columns* with the custom fields that they are, whatever their spelling.

    Two columns of one field, as `list` writes them for tracks that spell it in two ways, stay what they are.
    """
    found = [existing_field(catalogue, one.name) if one.is_custom and one.name else None for one in columns]
    times = Counter(field.full_name for field in found if field)
    return [
        column._replace(name=field.full_name, field=field)
        if field and times[field.full_name] == 1
        else column
        for column, field in zip(columns, found, strict=True)
    ]
