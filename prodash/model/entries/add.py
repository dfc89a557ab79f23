"""Adding an entry: the plan for a new stage, workflow or project."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from prodash import shell
from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE, EntryKind, Position
from prodash.model.catalogue.vocabulary import Vocabulary
from prodash.model.entries.move import following_id, insert_before
from prodash.model.entries.values import (
    Options,
    entry_values,
    new_id,
    require_unused_name,
    require_vocabulary,
)
from prodash.model.names.ids import id_from_name, why_not_an_id
from prodash.model.names.names import match_key, title_from_id
from prodash.model.plan.change import Change, MoveEntry, SetValue
from prodash.model.plan.plan import ChangePlan


def plan_add(
    catalogue: Catalogue, kind: EntryKind, name: str, options: Options, position: Position, today: date
) -> ChangePlan:
    """The plan that adds an entry named *name* at *position*.

    If the file of this kind does not exist yet, the plan also lists every name that tracks use, because
    unlisted names become errors.  Raises UsageError, UnknownNameError, and RefusedError if the name is taken.
    """
    if kind is STAGE:
        require_vocabulary(catalogue, kind)
    identifier = new_id(kind, name)
    declared = _with_used_names(catalogue, kind, identifier, options.get("name", name))
    values = {"id": identifier, **entry_values(declared, kind, {"name": name, **options}, today)}
    require_unused_name(declared, kind, identifier, values["name"])
    vocabulary = kind.vocabulary_of(declared)
    following = following_id(declared, kind, position, values)
    order = insert_before(vocabulary.ids, identifier, following)
    if values["name"] == title_from_id(identifier) and not options and _all_have_only_ids(vocabulary):
        del values["name"]
    changes: list[Change] = []
    if not kind.vocabulary_of(catalogue).is_declared:
        changes += _used_entries(kind, vocabulary, order, identifier)
    changes += _entry_changes(kind, values, order.index(identifier) + 1, following)
    return ChangePlan(
        f"Add {kind.name} {values.get('name', name)}", tuple(changes), _new_files(catalogue, kind)
    )


def _used_entries(
    kind: EntryKind, vocabulary: Vocabulary[Any], order: Sequence[str], new_id: str
) -> Iterator[Change]:
    """The entries that tracks use, at their positions in *order*; the entry *new_id* is another one."""
    for position, used in enumerate(order, 1):
        if used != new_id:
            yield from _entry_changes(kind, _minimal_values(vocabulary.get(used)), position, "")


def _new_files(catalogue: Catalogue, kind: EntryKind) -> frozenset[str]:
    exists = kind.vocabulary_of(catalogue).is_declared or kind.is_unreadable_in(catalogue)
    return frozenset() if exists else frozenset({kind.path})


def also_listed(plan: ChangePlan) -> tuple[str, ...]:
    """The ids of the entries that a plan of `plan_add` adds because tracks name them, besides the one asked for."""
    (*others, _) = [change.id for change in plan.changes if isinstance(change, MoveEntry)]
    return tuple(others)


def _with_used_names(catalogue: Catalogue, kind: EntryKind, identifier: str, name: str) -> Catalogue:
    """*catalogue* with an entry for each name in its tracks except *name*; unchanged if a file lists entries."""
    vocabulary = kind.vocabulary_of(catalogue)
    if vocabulary.is_declared:
        return catalogue
    new = {match_key(identifier), match_key(name)}
    used = [entry for entry in vocabulary.in_order if match_key(entry.id) not in new]
    entries = [entry._replace(id=id_from_name(entry.id)) for entry in used]
    id_errors = {entry.name: error for entry in entries if (error := why_not_an_id(entry.id))}
    if id_errors:
        raise RefusedError(list(_unlistable_names(catalogue, kind, id_errors)))
    listed: dict[str, Any] = {kind.plural: type(vocabulary).of(kind.name, entries, is_declared=True)}
    return replace(catalogue, **listed)


def _unlistable_names(
    catalogue: Catalogue, kind: EntryKind, id_errors: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for track in catalogue.tracks:
        for mention in track.mentions_in(kind.field):
            if mention.text in id_errors:
                fix = f"run {shell.command('prodash', kind.plural, 'rename', mention.text, 'NEW')} first"
                yield track.path, f"{mention.text!r} cannot be the id of a {kind.name}; {fix}"


def _all_have_only_ids(vocabulary: Vocabulary[Any]) -> bool:
    entries = vocabulary.in_order
    return bool(entries) and all(entry.keys <= {"id"} for entry in entries)


def _minimal_values(entry: Any) -> Options:
    """The values that give an entry its id and name; without the name if it follows from the id."""
    return (
        {"id": entry.id}
        if entry.name in {entry.id, title_from_id(entry.id)}
        else {"id": entry.id, "name": entry.name}
    )


def _entry_changes(kind: EntryKind, values: Options, position: int, following: str) -> Iterator[Change]:
    identifier = values["id"]
    yield MoveEntry(kind.name, identifier, kind.path, None, position, following)
    for key, value in values.items():
        if value:
            yield SetValue(kind.name, identifier, kind.path, key, None, value, value)
