"""Field schemas: what an editor may expect of the custom fields that `fields.yaml` declares."""

from collections.abc import Iterator, Mapping
from typing import Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS, DeclaredField
from prodash.model.catalogue.value import parse_scalar
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import declared_type

_SINGLE = ["string", "number", "boolean", "null"]

_BY_TYPE: Mapping[str, Mapping[str, Any]] = {
    "number": {"type": ["number", "string", "null"], "pattern": r"^\s*[-+]?[0-9]+(\.[0-9]+)?\s*$"},
    "date": {
        "type": ["string", "integer", "null"],
        "pattern": r"^\s*[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2}.*)?)?\s*$",
    },
    "length": {"type": ["string", "null"], "pattern": r"^\s*([0-9]+:[0-5][0-9]|P?T[0-9])"},
    "version": {"type": ["string", "number", "null"], "pattern": r"[0-9]"},
    "bool": {"type": ["boolean", "null"]},
    "link": {"type": ["string", "null"], "pattern": r"^\s*(https?://\S+)?\s*$"},
}
"""What each type allows at least; `prodash check` looks more closely."""


def declared_properties(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of each declared field, by every spelling of its name in the tracks."""
    return {name: _property(field) for field, name in _names(catalogue) if name not in TRACK_FIELDS}


def _names(catalogue: Catalogue) -> Iterator[tuple[DeclaredField, str]]:
    fields = custom_fields_of(catalogue)
    for declared in catalogue.declared_fields:
        found = fields.find(declared.id)
        if found is None or not found.path:
            names = found.spellings if found and fields.declared(found) is declared else ()
            yield from ((declared, name) for name in dict.fromkeys((declared.id, *names)))


def _property(field: DeclaredField) -> dict[str, Any]:
    item = _item(field)
    described = {"description": field.description} if field.description else {}
    return described | ({"anyOf": [item, {"type": "array", "items": item}]} if field.list else item)


def _item(field: DeclaredField) -> dict[str, Any]:
    """The schema of a single value of *field*; an empty one allows everything."""
    kind = declared_type(field)
    if field.values:
        choices = dict.fromkeys((*map(parse_scalar, field.values), *field.values))
        return {
            "enum": [*choices, None],
            "errorMessage": f"Another value: choose from {', '.join(field.values)}.",
        }
    if kind is None:
        return {"type": _SINGLE} if field.list else {}
    error = f"Another type: write {kind.words}, such as {kind.example}."
    return {**_BY_TYPE.get(kind.name, {"type": _SINGLE}), "errorMessage": error}
