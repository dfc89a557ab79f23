"""Entries compared: the stages, workflows, projects or declared fields that were added, removed, renamed, moved or changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from prodash.model.catalogue.kinds import STAGE, EntryKind
from prodash.model.catalogue.value import Value
from prodash.model.comparison.difference import Difference, What
from prodash.model.plan.change import POSITION, SetValue

_PARENT = "parent"


def compare_entries(
    kind: EntryKind, before: Sequence[Any], after: Sequence[Any], new_ids: Mapping[str, str]
) -> Iterator[Difference]:
    """How the entries *after* differ from those *before*; *new_ids* has the new id of each that was renamed."""
    old = {new_ids.get(entry.id, entry.id): entry for entry in before}
    new = {entry.id: entry for entry in after}
    moved = _moved([*old], [*new]) if kind is STAGE else {}
    for identifier, entry in new.items():
        if identifier not in old:
            yield _difference(kind, What.ADDED, identifier, "name", None, entry.name)
            continue
        earlier = old[identifier]
        if earlier.id != identifier:
            yield _difference(kind, What.CHANGED, identifier, "id", earlier.id, identifier)
        if identifier in moved:
            yield _difference(kind, What.CHANGED, identifier, POSITION, *moved[identifier])
        yield from _fields(kind, identifier, _values(kind, earlier, new_ids), _values(kind, entry, {}))
    for identifier, entry in old.items():
        if identifier not in new:
            yield _difference(kind, What.REMOVED, identifier, "name", entry.name, None)


def _fields(
    kind: EntryKind, identifier: str, old: Mapping[str, Value], new: Mapping[str, Value]
) -> Iterator[Difference]:
    for key in dict.fromkeys([*old, *new]):
        found = _difference(kind, What.CHANGED, identifier, key, old.get(key), new.get(key))
        if found.change.has_effect:
            yield found


def _values(kind: EntryKind, entry: Any, new_ids: Mapping[str, str]) -> dict[str, Value]:
    """The values that the file has for *entry*, but for its id."""
    values: dict[str, Value] = {}
    for key in kind.keys:
        if key in entry.keys:
            value = getattr(entry, key)
            value = new_ids.get(value, value) if key == _PARENT else value
            values[key] = value.isoformat() if isinstance(value, date) else value
    return values | {key.text: key.value for key in entry.other_keys}


def _difference(
    kind: EntryKind, what: What, identifier: str, field: str, before: Value, after: Value
) -> Difference:
    return Difference(what, SetValue(kind.name, identifier, kind.path, field, before, after))


def _moved(old: Sequence[str], new: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The old and the new position, from 1, of those that are in both lists and not in the same order."""
    common = {*old} & {*new}
    old_order, new_order = [one for one in old if one in common], [one for one in new if one in common]
    if old_order == new_order:
        return {}
    from difflib import SequenceMatcher

    kept: set[str] = set()
    for start, _, size in SequenceMatcher(None, old_order, new_order, autojunk=False).get_matching_blocks():
        kept.update(old_order[start : start + size])
    return {one: (old.index(one) + 1, new.index(one) + 1) for one in new_order if one not in kept}
