"""Plan: all changes that one command intends, as a value, before anything is written."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.plan.change import TRACK, Change, MoveEntry, Subject, by_subject


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


def changed_title_or_count(tracks: Iterable[Track], changes: Iterable[Change]) -> str:
    """The title of the one of *tracks* that *changes* change, or how many these are; for the summary of a plan."""
    paths = {change.path for change in changes if change.has_effect}
    return title_or_count([track.title for track in tracks if track.path in paths])


def title_or_count(titles: Sequence[str]) -> str:
    """The tracks with these *titles*, as a sentence names them: the title of one, or how many they are."""
    return titles[0] if len(titles) == 1 else f"{len(titles):,} tracks"
