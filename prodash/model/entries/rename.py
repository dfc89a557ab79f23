"""Renaming an entry: the plan that gives it a new name, id or other values, in every file that names it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import parse_colour
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.change.change import Change, ChangePlan, SetValue
from prodash.model.entries.references import new_name_after_rename, parent_changes, track_changes
from prodash.model.entries.values import (
    Options,
    entry_values,
    new_id,
    require_unused_name,
    require_vocabulary,
)
from prodash.model.names.names import title_from_id


def plan_rename(
    catalogue: Catalogue, kind: EntryKind, old: str, new: str | None, options: Options, today: date
) -> ChangePlan:
    """The plan that gives an entry the name *new* and the id made from it, in every file that names it.

    If *new* is an id such as `b-sides`, the name changes only if the old name also followed from its id.
    If *new* is None, only the values in *options* change.
    Raises UsageError, UnknownNameError, and RefusedError if the name is taken or a file cannot be read.
    """
    vocabulary = require_vocabulary(catalogue, kind)
    entry = vocabulary.get(old)
    if new is None and not options:
        raise UsageError(f"nothing to change; write the new name after {old!r}, or an option such as --name")
    new = entry.id if new is None else new
    identifier = entry.id if new == entry.id else new_id(kind, new)
    name = _resulting_name(entry, identifier, new)
    values = entry_values(catalogue, kind, {"name": name, **options}, today)
    if kind is PROJECT and values.get("parent"):
        _require_not_inside(catalogue, entry.id, values["parent"])
    require_unused_name(catalogue, kind, identifier, values["name"], except_for=entry.id)
    changes: list[Change] = []
    if vocabulary.is_declared:
        changes += _value_changes(kind, entry, {"id": identifier, **values})
    elif options:
        raise UsageError(f"{kind.path} does not exist; create it with 'prodash {kind.plural} add'")
    if new_name := new_name_after_rename(vocabulary, entry, identifier, values["name"]):
        changes += parent_changes(catalogue, kind, lambda project: new_name(project.parent))
        changes += track_changes(catalogue, kind, entry.id, new_name)
    summary = f"Rename {kind.name} {entry.name} to {values['name']}"
    if entry.name == values["name"]:
        keeps_id = entry.id == identifier
        summary = (
            f"Change {kind.name} {entry.name}"
            if keeps_id
            else f"Rename {kind.name} {entry.id} to {identifier}"
        )
    return ChangePlan(summary, tuple(changes))


def _require_not_inside(catalogue: Catalogue, identifier: str, parent: str) -> None:
    if parent in catalogue.projects.within(catalogue.projects.get(identifier)):
        raise UsageError(f"{parent!r} is inside {identifier!r}, so it cannot be its parent; choose another")


def _resulting_name(entry: Any, identifier: str, new: str) -> str:
    """The entry's name after the rename; an id as *new* gives a name only if the old name followed from its id."""
    if new != identifier:
        return new
    return title_from_id(identifier) if entry.name == title_from_id(entry.id) else str(entry.name)


def _value_changes(kind: EntryKind, entry: Any, values: Options) -> Iterator[Change]:
    """The changes to the entry in its own file."""
    for key, value in values.items():
        current = entry.id if key == "id" else _value_in_file(entry, key)
        if key == "name" and current is None and value == title_from_id(values["id"]):
            continue
        if key == "colour" and value and parse_colour(value) == entry.colour and current is not None:
            continue
        yield SetValue(kind.name, entry.id, kind.path, key, current, value or None, value or None)


def _value_in_file(entry: Any, key: str) -> str | None:
    if key not in entry.keys:
        return None
    value = getattr(entry, key)
    return "" if value is None else str(value)
