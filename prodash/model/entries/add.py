"""Entry adding: the plan for a new stage, workflow or project."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind, Position
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.change.change import Change, ChangePlan, MoveEntry, SetValue
from prodash.model.entries.entry_checks import has_problems, must_be_free, readable_vocabulary
from prodash.model.entries.entry_places import following_id, with_one
from prodash.model.entries.values import Options, entry_values, new_id
from prodash.model.names.ids import fault_of_id, id_from_name
from prodash.model.names.names import loose, readable


def plan_add(
    catalogue: Catalogue, kind: EntryKind, name: str, options: Options, position: Position, today: date
) -> ChangePlan:
    """The plan that adds an entry named *name*; a stage goes behind the last active one by default.

    Where the file of this kind lists nothing yet, it gets all names that tracks use too, so that
    they stay known.  Raises UsageError, RefusedError where the name is taken, UnknownNameError.
    """
    if kind is STAGE:
        readable_vocabulary(catalogue, kind)
    identifier = new_id(kind, name)
    known = _with_used_names(catalogue, kind, identifier, options.get("name", name))
    values = {"id": identifier, **entry_values(known, kind, {"name": name, **options}, today)}
    must_be_free(known, kind, identifier, values["name"])
    vocabulary = kind.of(known)
    following = following_id(known, kind, position, values)
    order = with_one(vocabulary.ids, identifier, following)
    if values["name"] == readable(identifier) and not options and _all_short(vocabulary):
        del values["name"]
    changes: list[Change] = []
    for number, used in enumerate(order, 1) if not kind.of(catalogue).closed else ():
        if used != identifier:
            changes += _new_entry(kind, _shortest(vocabulary.get(used)), number, "")
    changes += _new_entry(kind, values, order.index(identifier) + 1, following)
    there = kind.of(catalogue).closed or has_problems(catalogue, kind)
    new_files = frozenset() if there else frozenset({kind.path})
    return ChangePlan(f"Add {kind.name} {values.get('name', name)}", tuple(changes), new_files)


def _with_used_names(catalogue: Catalogue, kind: EntryKind, identifier: str, name: str) -> Catalogue:
    """*catalogue* with an entry for each name that tracks use but *name*, where no file lists entries."""
    vocabulary = kind.of(catalogue)
    if vocabulary.closed:
        return catalogue
    new = {loose(identifier), loose(name)}
    used = [thing for thing in vocabulary.in_order if loose(thing.id) not in new]
    things = [thing._replace(id=id_from_name(thing.id)) for thing in used]
    faults = {thing.name: fault for thing in things if (fault := fault_of_id(thing.id))}
    if faults:
        raise RefusedError(list(_cannot_be_listed(catalogue, kind, faults)))
    listed: dict[str, Any] = {kind.plural: type(vocabulary).of(kind.name, things, closed=True)}
    return replace(catalogue, **listed)


def _cannot_be_listed(
    catalogue: Catalogue, kind: EntryKind, faults: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for track in catalogue.tracks:
        for mention in track.mentioned(kind.field):
            if mention.text in faults:
                fix = f"'prodash {kind.plural} rename {mention.text!r} NEW' first"
                yield track.path, f"{mention.text!r} cannot be the id of a {kind.name}; {fix}"


def _all_short(vocabulary: Vocabulary[Any]) -> bool:
    things = vocabulary.in_order
    return bool(things) and all(thing.keys <= {"id"} for thing in things)


def _shortest(thing: Any) -> Options:
    """What a file needs to say for an entry that has an id and a name."""
    return (
        {"id": thing.id}
        if thing.name in {thing.id, readable(thing.id)}
        else {"id": thing.id, "name": thing.name}
    )


def _new_entry(kind: EntryKind, values: Options, position: int, following: str) -> Iterator[Change]:
    identifier = values["id"]
    yield MoveEntry(kind.name, identifier, kind.path, None, position, following)
    for key, value in values.items():
        if value:
            yield SetValue(kind.name, identifier, kind.path, key, None, value, value)
