"""Change: what is to be different, planned in full before a byte is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from prodash.model.value import Value, as_text

TRACK = "track"
POSITION = "position"
"""The field that says where a stage, workflow or project stands in its list, from 1; None where it is not there."""


class Thing(NamedTuple):
    """A track, stage, workflow or project, by the file that it is in."""

    kind: str
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one track, stage, workflow or project, before and after; None where the key is absent.

    `written` is what the file is to say: a list in the spelling that the file has, and for a position
    the id of the entry that follows.  Items of a list that are replaced `in_place` are the same things under other
    names, and keep what stands beside them; then `written` has a name for each item before, an empty one for what goes.
    A change that `renames_key` has the key's old and new name before and after; its value stays.
    """

    kind: str
    id: str
    path: str
    field: str
    before: Value
    after: Value
    written: str | tuple[str, ...] | None = None
    in_place: bool = False
    renames_key: bool = False

    @property
    def changes_something(self) -> bool:
        """Whether the file has to be written."""
        return _comparable(self.before) != _comparable(self.after)

    @property
    def thing(self) -> "Thing":
        """What is changed."""
        return Thing(self.kind, self.path, self.id)


def items_change(
    kind: str, identifier: str, path: str, field: str, before: tuple[str, ...], names: tuple[str, ...]
) -> Change:
    """The change that gives the items of a list these *names*, one each; what has an empty one goes."""
    return Change(kind, identifier, path, field, before, tuple(filter(None, names)), names, in_place=True)


def key_change(kind: str, identifier: str, path: str, old: str, new: str) -> Change:
    """The change that names the key *old* of a thing *new*."""
    return Change(kind, identifier, path, "key name", old, new, new, renames_key=True)


# Without slots, so that what follows from the changes can be kept once it is worked out.
@dataclass(frozen=True)
class ChangePlan:
    """Every change one command intends, in the order of the things changed, and its sentence."""

    summary: str
    changes: tuple[Change, ...]
    new_files: frozenset[str] = frozenset()
    gone_files: frozenset[str] = frozenset()

    def without(self, paths: set[str]) -> "ChangePlan":
        """The plan without what it changes in the files at *paths*."""
        changes = tuple(change for change in self.changes if change.path not in paths)
        return replace(self, changes=changes, new_files=self.new_files - paths)

    @property
    def back(self) -> "ChangePlan":
        """The plan that takes this one back."""
        changes = tuple(replace(change, before=change.after, after=change.before) for change in self.changes)
        return ChangePlan(f"Undo: {self.summary}", changes, self.gone_files, self.new_files)

    @property
    def again(self) -> "ChangePlan":
        """The plan that brings this one back after it was taken back."""
        return replace(self, summary=f"Redo: {self.summary}")

    @cached_property
    def to_write(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.changes_something)

    @cached_property
    def new_things(self) -> frozenset[Thing]:
        """What comes new: tracks in new files, and entries that get a place."""
        places = {c.thing for c in self.changes if c.field == POSITION and c.before is None}
        return frozenset(places | self._tracks_in(self.new_files))

    @cached_property
    def gone_things(self) -> frozenset[Thing]:
        """What goes: tracks whose files do, and entries that lose their place."""
        places = {c.thing for c in self.changes if c.field == POSITION and c.after is None}
        return frozenset(places | self._tracks_in(self.gone_files))

    def _tracks_in(self, files: frozenset[str]) -> set[Thing]:
        return {change.thing for change in self.changes if change.kind == TRACK and change.path in files}

    @cached_property
    def changed(self) -> dict[str, int]:
        """How many things of each kind change."""
        return _things(self.to_write)

    @cached_property
    def already_so(self) -> int:
        """How many things have every value already."""
        return sum(_things(self.changes).values()) - sum(self.changed.values())


def _comparable(value: Value) -> object:
    """A value as far as a file tells it from others: `120` in quotes is the same, a list of one is not."""
    if value is None:
        return None
    return tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)


def _things(changes: Iterable[Change]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for thing in {change.thing: None for change in changes}:
        numbers[thing.kind] = numbers.get(thing.kind, 0) + 1
    return numbers
