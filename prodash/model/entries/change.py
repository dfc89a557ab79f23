"""Changing an entry: the plans that give it a new name and id, or other values, in every file that names it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import name_of_colour, parse_colour
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.entries.assignments import assigned_values, require_no_assignment
from prodash.model.entries.references import new_name_after_rename, parent_changes, track_changes
from prodash.model.entries.unlisted import plan_replace_unlisted
from prodash.model.entries.values import (
    Options,
    entry_values,
    new_id,
    require_unused_name,
    require_vocabulary,
)
from prodash.model.filters.unlisted import listed_entry
from prodash.model.names.names import title_from_id
from prodash.model.plan.change import Change, SetValue
from prodash.model.plan.plan import ChangePlan


def plan_rename(
    catalogue: Catalogue, kind: EntryKind, old: str, new: str, name: str | None, today: date
) -> ChangePlan:
    """The plan that gives an entry the name *new* and the id made from it, in every file that names it.

    A name that only tracks use becomes the entry *new*, which must exist.
    If *new* is an id such as `b-sides`, the name becomes *name*, or changes only if the old name also followed from its id.
    Raises UsageError, UnknownNameError, and RefusedError if the name is taken or a file cannot be read.
    """
    if name is None:
        require_no_assignment(kind, old, new)
    require_vocabulary(catalogue, kind)
    if name is None and (plan := plan_replace_unlisted(catalogue, kind, old, new)):
        return plan
    entry = listed_entry(catalogue, kind, old)
    identifier = entry.id if new == entry.id else new_id(kind, new)
    values = {"name": _resulting_name(entry, identifier, new) if name is None else name}
    return _plan_change(catalogue, kind, entry, identifier, values, today)


def plan_set(
    catalogue: Catalogue, kind: EntryKind, old: str, words: Sequence[str], today: date
) -> ChangePlan:
    """The plan that gives an entry the values in the assignments *words*, such as `colour=red`; its id stays.

    Raises UsageError, UnknownNameError, and RefusedError if a name is taken or a file cannot be read.
    """
    vocabulary = require_vocabulary(catalogue, kind)
    entry = listed_entry(catalogue, kind, old)
    if not vocabulary.is_declared:
        raise UsageError(f"{kind.path} does not exist; create it with 'prodash {kind.plural} add'")
    values = {"name": entry.name, **assigned_values(kind, entry, words)}
    return _plan_change(catalogue, kind, entry, entry.id, values, today)


def _plan_change(
    catalogue: Catalogue, kind: EntryKind, entry: Any, identifier: str, options: Options, today: date
) -> ChangePlan:
    vocabulary = kind.vocabulary_of(catalogue)
    values = entry_values(catalogue, kind, options, today)
    if kind is PROJECT and values.get("parent"):
        _require_not_inside(catalogue, entry.id, values["parent"])
    require_unused_name(catalogue, kind, identifier, values["name"], except_for=entry.id)
    changes: list[Change] = []
    if vocabulary.is_declared:
        changes += _value_changes(kind, entry, {"id": identifier, **values})
    if new_name := new_name_after_rename(vocabulary, entry, identifier, values["name"]):
        changes += parent_changes(catalogue, kind, lambda project: new_name(project.parent))
        changes += track_changes(catalogue, kind, entry.id, new_name)
    return ChangePlan(_summary(kind, entry, identifier, values["name"]), tuple(changes))


def _summary(kind: EntryKind, entry: Any, identifier: str, name: str) -> str:
    if entry.name != name:
        return f"Rename {kind.name} {entry.name} to {name}"
    if entry.id != identifier:
        return f"Rename {kind.name} {entry.id} to {identifier}"
    return f"Change {kind.name} {entry.name}"


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
    value = name_of_colour(entry.colour) if key == "colour" else getattr(entry, key)
    return "" if value is None else str(value)
