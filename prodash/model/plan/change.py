"""Change: one field of a track or entry, before and after; there is one class for each kind of edit."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.file_names import track_id

TRACK = "track"
SETTING = "setting"
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

    written    the text for the file; in a list, names that stay keep their spelling; None removes the key
    keys       the keys and positions that lead to a part of a mapping; empty for a key of the track itself
    is_exact   whether the file must get exactly the value `after`: a text that looks like a number in quotes, a list of one
    """

    written: str | tuple[str, ...] | None = None
    keys: tuple[str | int, ...] = ()
    is_exact: bool = False

    @property
    def has_effect(self) -> bool:
        """Whether the file would differ after the change."""
        if self.is_exact and self.before is not None:
            return repr(self.before) != repr(self.after)
        return _comparable(self.before) != _comparable(self.after)

    @classmethod
    def in_track(
        cls,
        track: Track,
        field: str,
        before: Value,
        after: Value,
        written: str | tuple[str, ...] | None = None,
    ) -> Self:
        """The change of *field* in *track*."""
        return cls(TRACK, track.id, track.path, field, before, after, written)


@dataclass(frozen=True, slots=True)
class RenameItems(_Change):
    """New names for the items of a list; comments next to the items stay.

    `names` has one name for each old item; an empty name removes the item.
    """

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameKey(_Change):
    """A new name for a key, from `before` to `after`; its value stays.

    within   the keys and positions that lead to the mapping that has it; () for the track or entry itself
    """

    field: str = dataclasses.field(default="key name", init=False)
    before: str
    after: str
    within: tuple[str | int, ...] = ()


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


MOVES = frozenset({"id", "folder"})
"""The fields of `MoveFile`."""


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
