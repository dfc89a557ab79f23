"""Change: what is to be different, planned in full before a byte is written."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from prodash.model.catalogue.value import Value, as_text

TRACK = "track"
POSITION = "position"
"""The field that says where a stage, workflow or project stands in its list."""


class Subject(NamedTuple):
    """A track, stage, workflow or project, by the file that it is in."""

    kind: str
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class _Change:
    """One field of one subject, before and after; None where the key is absent."""

    kind: str
    id: str
    path: str
    field: str
    before: Value
    after: Value

    @property
    def has_effect(self) -> bool:
        """Whether the file has to be written."""
        return _comparable(self.before) != _comparable(self.after)

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return Subject(self.kind, self.path, self.id)


@dataclass(frozen=True, slots=True)
class SetValue(_Change):
    """Another value under a key.

    `written` is what the file is to say, a list in the spelling that the file has; None removes the key.
    """

    written: str | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RenameItems(_Change):
    """Other names for the items of a list; comments beside the items stay.

    `names` has a name for each item before, an empty one for an item that is removed.
    """

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameKey(_Change):
    """Another name for a key, `before` and `after`; its value stays."""

    field: str = dataclasses.field(default="key name", init=False)
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MoveEntry(_Change):
    """Another position in its list for a stage, workflow or project, from 1; None where it is not listed.

    `following` is the id of the entry behind it, empty at the end of the list.
    """

    field: str = dataclasses.field(default=POSITION, init=False)
    before: int | None
    after: int | None
    following: str = ""


Change = SetValue | RenameItems | RenameKey | MoveEntry


def rename_items(
    kind: str, identifier: str, path: str, field: str, before: tuple[str, ...], names: tuple[str, ...]
) -> RenameItems:
    """The change that gives the items of a list these *names*, one each; an item with an empty one is removed."""
    return RenameItems(kind, identifier, path, field, before, tuple(filter(None, names)), names)


# Without slots, so that what follows from the changes can be kept once it is worked out.
@dataclass(frozen=True)
class ChangePlan:
    """Every change one command intends, in the order of the subjects, and its sentence."""

    summary: str
    changes: tuple[Change, ...]
    new_files: frozenset[str] = frozenset()
    removed_files: frozenset[str] = frozenset()

    def without(self, paths: set[str]) -> "ChangePlan":
        """The plan without what it changes in the files at *paths*."""
        changes = tuple(change for change in self.changes if change.path not in paths)
        return replace(self, changes=changes, new_files=self.new_files - paths)

    @property
    def inverse(self) -> "ChangePlan":
        """The plan that takes this one back, to be shown: files are restored from their bytes."""
        changes: list[Change] = [replace(c, before=c.after, after=c.before) for c in self.changes]  # type: ignore[arg-type]
        return ChangePlan(f"Undo: {self.summary}", tuple(changes), self.removed_files, self.new_files)

    @property
    def redo(self) -> "ChangePlan":
        """The plan that repeats this one after it was taken back."""
        return replace(self, summary=f"Redo: {self.summary}")

    @cached_property
    def to_write(self) -> tuple[Change, ...]:
        """The changes that change something."""
        return tuple(change for change in self.changes if change.has_effect)

    @cached_property
    def new_subjects(self) -> frozenset[Subject]:
        """What comes new: tracks in new files, and entries that get a position."""
        entries = {c.subject for c in self.changes if isinstance(c, MoveEntry) and c.before is None}
        return frozenset(entries | self._tracks_in(self.new_files))

    @cached_property
    def removed_subjects(self) -> frozenset[Subject]:
        """What is removed: tracks whose files are, and entries that lose their position."""
        entries = {c.subject for c in self.changes if isinstance(c, MoveEntry) and c.after is None}
        return frozenset(entries | self._tracks_in(self.removed_files))

    def _tracks_in(self, files: frozenset[str]) -> set[Subject]:
        return {change.subject for change in self.changes if change.kind == TRACK and change.path in files}

    @cached_property
    def changed_counts(self) -> dict[str, int]:
        """How many subjects of each kind change."""
        return _count_by_kind(self.to_write)

    @cached_property
    def unchanged_count(self) -> int:
        """How many subjects have every value already."""
        return sum(_count_by_kind(self.changes).values()) - sum(self.changed_counts.values())


def _comparable(value: Value) -> object:
    """A value as far as a file tells it from others: `120` in quotes is the same, a list of one is not."""
    if value is None:
        return None
    return tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)


def _count_by_kind(changes: Iterable[Change]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for subject in {change.subject: None for change in changes}:
        numbers[subject.kind] = numbers.get(subject.kind, 0) + 1
    return numbers
