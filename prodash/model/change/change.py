"""Changes: the edits of a command as values, planned in full before anything is written."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.file_names import track_id

TRACK = "track"
POSITION = "position"
"""The name under which plans show an entry's position in its file."""


class Subject(NamedTuple):
    """A track, stage, workflow or project: the object of a change."""

    kind: str
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class _Change:
    """One field of one subject, before and after; None if the key is absent."""

    kind: str
    id: str
    path: str
    field: str
    before: Value
    after: Value

    @property
    def has_effect(self) -> bool:
        """Whether the file would differ after the change."""
        return _comparable(self.before) != _comparable(self.after)

    @property
    def subject(self) -> Subject:
        """The track or entry that is changed."""
        return Subject(self.kind, self.path, self.id)

    @property
    def inverse(self) -> Self:
        """The change that reverses this one."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class SetValue(_Change):
    """A new value for a key.

    `written` is the text for the file; in a list, names that stay keep their spelling.  None removes the key.
    """

    written: str | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RenameItems(_Change):
    """New names for the items of a list; comments next to the items stay.

    `names` has one name for each old item; an empty name removes the item.
    """

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameKey(_Change):
    """A new name for a key, from `before` to `after`; its value stays."""

    field: str = dataclasses.field(default="key name", init=False)
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MoveEntry(_Change):
    """A new position in its file for a stage, workflow or project.

    before, after  the old and the new position, counted from 1; None if the entry is new or removed
    following      the id of the entry that comes next; empty at the end of the list
    """

    field: str = dataclasses.field(default=POSITION, init=False)
    before: int | None
    after: int | None
    following: str = ""


@dataclass(frozen=True, slots=True)
class MoveFile(_Change):
    """A new id or another folder for a track, and so a new path for its file; `field` is `id` or `folder`."""

    before: str
    after: str

    @property
    def new_path(self) -> str:
        """The path of the file after the change."""
        (folder, _, name), (_, _, ending) = self.path.rpartition("/"), self.path.rpartition(".")
        return f"{folder}/{self.after}.{ending}" if self.field == "id" else f"{self.after}/{name}"

    @property
    def inverse(self) -> "MoveFile":
        """The change that moves the file back."""
        new_id = track_id(self.new_path)
        return MoveFile(self.kind, new_id, self.new_path, self.field, self.after, self.before)


Change = SetValue | RenameItems | RenameKey | MoveEntry | MoveFile


class Copy(NamedTuple):
    """The file at the path `source` with `changes`, as the contents of a new file."""

    source: str
    changes: tuple[Change, ...]


# Without slots, because cached_property stores its result in the instance dict.
@dataclass(frozen=True)
class ChangePlan:
    """All changes that one command intends, in the order of their subjects, and a summary; `copies` by new path."""

    summary: str
    changes: tuple[Change, ...]
    new_files: frozenset[str] = frozenset()
    removed_files: frozenset[str] = frozenset()
    copies: Mapping[str, Copy] = dataclasses.field(default_factory=dict)
    left_as_is: int = 0  # subjects that have no change, because they need none

    def without(self, paths: set[str]) -> "ChangePlan":
        """The plan without its changes to the files at *paths*."""
        changes = tuple(change for change in self.changes if change.path not in paths)
        return replace(self, changes=changes, new_files=self.new_files - paths)

    @property
    def inverse(self) -> "ChangePlan":
        """The plan that reverses this one; only for display, because undo restores the bytes of files."""
        changes = tuple(change.inverse for change in self.changes)
        return ChangePlan(f"Undo: {self.summary}", changes, self.removed_files, self.new_files)

    @property
    def redo(self) -> "ChangePlan":
        """The plan that repeats this one after an undo; only its summary differs."""
        return replace(self, summary=f"Redo: {self.summary}")

    @cached_property
    def to_write(self) -> tuple[Change, ...]:
        """The changes that have an effect."""
        return tuple(change for change in self.changes if change.has_effect)

    @cached_property
    def new_subjects(self) -> frozenset[Subject]:
        """The subjects that the plan adds: tracks in new files and entries new to their file."""
        entries = {c.subject for c in self.changes if isinstance(c, MoveEntry) and c.before is None}
        return frozenset(entries | self._tracks_in(self.new_files))

    @cached_property
    def removed_subjects(self) -> frozenset[Subject]:
        """The subjects that the plan removes: tracks in removed files and entries taken from their file."""
        entries = {c.subject for c in self.changes if isinstance(c, MoveEntry) and c.after is None}
        return frozenset(entries | self._tracks_in(self.removed_files))

    def _tracks_in(self, files: frozenset[str]) -> set[Subject]:
        return {change.subject for change in self.changes if change.kind == TRACK and change.path in files}

    @cached_property
    def changed_counts(self) -> dict[str, int]:
        """The number of changed subjects of each kind, such as `{"track": 3}`."""
        return dict(Counter(subject.kind for subject in by_subject(self.to_write)))

    @cached_property
    def unchanged_count(self) -> int:
        """The number of subjects that already have all their new values."""
        return len(by_subject(self.changes)) - len(by_subject(self.to_write)) + self.left_as_is


def by_subject(changes: Iterable[Change]) -> dict[Subject, list[Change]]:
    """*changes* grouped by the track or entry that they change."""
    grouped: dict[Subject, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.subject, []).append(change)
    return grouped


def _comparable(value: Value) -> object:
    """*value* for comparison: 120 equals "120", but a list of one item differs from that item."""
    if value is None:
        return None
    return tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)
