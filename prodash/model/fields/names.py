"""Names of custom fields: which ones a field can get that is new, or that is renamed."""

from collections.abc import Iterable

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import COLUMNS, CUSTOM_PREFIX, TRACK_FIELDS
from prodash.model.change.fields_meant import near_fields
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.entries.values import require_line
from prodash.model.names.names import match_key, unquoted
from prodash.model.names.similar import similar_keys


def parse_field_name(
    catalogue: Catalogue, text: str, *, new_field: bool = False, old: str = ""
) -> tuple[str, CustomField | None]:
    """The name in *text*, and the field that has it already in some spelling; None if there is none.

    Raises UsageError for the name of a field of prodash's own; for that of a column, unless `custom.` stands before it; and,
    unless *new_field*, for one that is like the name of another field than *old*, which gets it.
    """
    line = require_line(text.strip())
    name = unquoted(line.removeprefix(CUSTOM_PREFIX))
    _require_not_of_prodash(catalogue, name, may_be_column=name != line)
    field = custom_fields_of(catalogue).find(name)
    if field is None and not new_field:
        _require_unlike_others(catalogue, name, old)
    return name, field


def _require_not_of_prodash(catalogue: Catalogue, name: str, *, may_be_column: bool) -> None:
    """Raise UsageError if *name* is empty, or names a field of prodash or a column."""
    if not name:
        raise UsageError("a field needs a name; write one, such as bpm")
    if own := _same(name, (*sorted(TRACK_FIELDS), catalogue.stage_line.key, "id")):
        raise UsageError(f"{own!r} is a name of prodash's own; choose another one")
    if not may_be_column and (column := _same(name, COLUMNS)):
        raise UsageError(
            f"{column!r} is a name of prodash's own; choose another one, or write {CUSTOM_PREFIX}{name}"
        )


def _require_unlike_others(catalogue: Catalogue, name: str, old: str) -> None:
    """Raise UsageError if *name* is like the name of another field than *old*."""
    for other in (*similar_keys(name, TRACK_FIELDS), *near_fields(catalogue, name)):
        if other != old:
            raise UsageError(
                f"{name!r} is like {other!r}, which is a field already; add --new-field to have both"
            )


def _same(name: str, names: Iterable[str]) -> str:
    """The one of *names* that *name* is, however it is spelt; empty if it is none."""
    return next((one for one in names if match_key(one) == match_key(name)), "")
