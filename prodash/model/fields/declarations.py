"""Declarations: the entries of `fields.yaml` that a change of custom fields takes along."""

from collections.abc import Iterator, Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.kinds import FIELD
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.entries.values import require_vocabulary
from prodash.model.names.names import field_key
from prodash.model.plan.change import Change, MoveEntry


def declared_under(catalogue: Catalogue, field: CustomField) -> Sequence[DeclaredField]:
    """The entries for *field* and for parts of it, in order; raises RefusedError if fields.yaml cannot be read."""
    require_vocabulary(catalogue, FIELD)
    steps = _steps(field.full_name)
    return [entry for entry in catalogue.declared_fields if _steps(entry.id)[: len(steps)] == steps]


def without_declarations(catalogue: Catalogue, entries: Sequence[DeclaredField]) -> Iterator[Change]:
    """The changes that take *entries* from fields.yaml."""
    for entry in entries:
        position = catalogue.declared_fields.index(entry) + 1
        yield MoveEntry(FIELD.name, entry.id, FIELD.path, position, None)


def _steps(name: str) -> Sequence[str]:
    return [field_key(step) for step in name.split(".")]
