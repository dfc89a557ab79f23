"""Entry renaming: the plan that gives an entry another name, and what else changes in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import parse_colour
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.change.change import Change, ChangePlan, SetValue
from prodash.model.entries.entry_checks import must_be_free, readable_vocabulary
from prodash.model.entries.references import in_parents, in_tracks, renaming
from prodash.model.entries.values import Options, entry_values, new_id
from prodash.model.names.names import readable


def plan_rename(
    catalogue: Catalogue, kind: EntryKind, old: str, new: str | None, options: Options, today: date
) -> ChangePlan:
    """The plan that gives an entry the name *new* and the id made from it, in every file that names it.

    A *new* that is an id already changes the name only where that was the old id made readable;
    without one only what the options say changes.
    """
    vocabulary = readable_vocabulary(catalogue, kind)
    thing = vocabulary.get(old)
    if new is None and not options:
        raise UsageError(f"say the new name of the {kind.name}, or with options what else changes")
    new = thing.id if new is None else new
    identifier = thing.id if new == thing.id else new_id(kind, new)
    name = _new_name(thing, identifier, new)
    values = entry_values(catalogue, kind, {"name": name, **options}, today)
    if kind is PROJECT and values.get("parent"):
        _must_not_contain(catalogue, thing.id, values["parent"])
    must_be_free(catalogue, kind, identifier, values["name"], but=thing.id)
    changes: list[Change] = []
    if vocabulary.closed:
        changes += _renamings(kind, thing, {"id": identifier, **values})
    elif options:
        raise UsageError(f"there is no {kind.path} to write that in; 'prodash {kind.plural} add' makes it")
    if renamed := renaming(vocabulary, thing, identifier, values["name"]):
        changes += in_parents(catalogue, kind, lambda project: renamed(project.parent))
        changes += in_tracks(catalogue, kind, thing.id, renamed)
    summary = f"Rename {kind.name} {thing.name} to {values['name']}"
    if thing.name == values["name"]:
        same = thing.id == identifier
        summary = (
            f"Change {kind.name} {thing.name}" if same else f"Rename {kind.name} {thing.id} to {identifier}"
        )
    return ChangePlan(summary, tuple(changes))


def _must_not_contain(catalogue: Catalogue, identifier: str, parent: str) -> None:
    if parent in catalogue.projects.within(catalogue.projects.get(identifier)):
        raise UsageError(f"{parent!r} is inside {identifier!r}, so it cannot be its parent; choose another")


def _new_name(thing: Any, identifier: str, new: str) -> str:
    """The name that a *new* name or id gives: an id makes a new name only where the old one did too."""
    if new != identifier:
        return new
    return readable(identifier) if thing.name == readable(thing.id) else str(thing.name)


def _renamings(kind: EntryKind, thing: Any, values: Options) -> Iterator[Change]:
    """What changes in the entry itself."""
    for key, value in values.items():
        present = thing.id if key == "id" else _present(thing, key)
        if key == "name" and present is None and value == readable(values["id"]):
            continue
        if key == "colour" and value and parse_colour(value) == thing.colour and present is not None:
            continue
        yield SetValue(kind.name, thing.id, kind.path, key, present, value or None, value or None)


def _present(thing: Any, key: str) -> str | None:
    if key not in thing.keys:
        return None
    value = getattr(thing, key)
    return "" if value is None else str(value)
