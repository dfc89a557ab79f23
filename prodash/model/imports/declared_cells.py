"""Declared cells: the values of custom fields in a table, in the spelling of `fields.yaml`, or refused as it says."""

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.change.declared_values import declaration_of
from prodash.model.custom_fields.declared import require_allowed, typed_value
from prodash.model.custom_fields.value_types import DATE
from prodash.model.imports.cells import cell_to_names


def is_declared_date(catalogue: Catalogue, field: str) -> bool:
    """Whether `fields.yaml` declares that *field* holds dates."""
    declared = declaration_of(catalogue, field)
    return declared is not None and declared.type == DATE.name


def allowed_cell(catalogue: Catalogue, field: str, value: Value) -> Value:
    """The *value* of a cell as `fields.yaml` spells it; raises UsageError or UnknownNameError if it does not allow it."""
    declared = declaration_of(catalogue, field)
    if declared is None or value in (None, ""):
        return value
    if declared.list and isinstance(value, str) and value not in declared.values:
        value = cell_to_names(value)
    if not isinstance(value, tuple):
        return _allowed_item(declared, field, value)
    if not declared.list and (declared.type or declared.values):
        raise UsageError("fields.yaml declares a single value, not a list")
    return tuple(_allowed_item(declared, field, item) for item in value)


def _allowed_item(declared: DeclaredField, field: str, item: Value) -> Value:
    text = as_text(item)
    meant = typed_value(declared, text)
    require_allowed(declared, field, meant)
    return item if meant == text else parse_scalar(meant)
