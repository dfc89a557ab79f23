"""Place: where in a file a text is, and what follows from it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from prodash.model.catalogue.fields import (
    ENTRY_ORDER,
    OTHER_KEYS,
    TRACK_ORDER,
    Type,
    type_of,
    type_of_entry_key,
)
from prodash.model.catalogue.kinds import KINDS
from prodash.storage.disk.locate import STAGES, TRACKS

TRACK_FILE, STAGES_FILE = "track", "stages"
VOCABULARIES = frozenset(kind.plural for kind in KINDS.values())

MergeLines = Callable[[str, str, str], str | None]
"""The lines of three texts as one, in the order base, ours, theirs; None if git finds a conflict."""


def kind_of_file(path: str) -> str:
    """The kind of the file at *path* in a catalogue: the name of the vocabulary, or else "track"."""
    name = path.removesuffix(".yaml")
    return name if name in VOCABULARIES else TRACK_FILE


def kind_in_repository(path: str, top: Path) -> str:
    """The kind of the file at *path* in the repository at *top*, where a track may have the name of a vocabulary too."""
    *folders, name = path.split("/")
    is_track = any(
        folder == TRACKS and top.joinpath(*folders[:depth], STAGES).is_file()
        for depth, folder in enumerate(folders)
    )
    return TRACK_FILE if is_track else kind_of_file(name)


class Place(NamedTuple):
    """Where in a file a text is.

    path         the keys and ids above it
    kind         the kind of the file, as `kind_of_file` gives it
    merge_lines  how to merge texts that are no fields
    """

    path: tuple[str, ...]
    kind: str
    merge_lines: MergeLines

    def of(self, name: str) -> "Place":
        """The place of a field or entry in the text."""
        return self._replace(path=(*self.path, name))

    @property
    def name(self) -> str:
        """The name for people, such as `mixing.name`; empty for a whole file."""
        is_entry = len(self.path) > 1 and self.path[0] == self.kind
        return ".".join(self.path[1:] if is_entry else self.path)

    @property
    def has_order(self) -> bool:
        """Whether it is the list of stages, whose order has a meaning."""
        return self.kind == STAGES_FILE and self.path in ((), (STAGES_FILE,))

    def type_of(self, keys: tuple[str, ...]) -> Type:
        """The type of the value at *keys* in it; a field begins with its own key."""
        above = self.path[:-1] if self.path[-1:] == keys[:1] else self.path
        path = (*above, *keys)
        if self.kind == TRACK_FILE:
            return type_of(path[0]) if len(path) == 1 else "custom"
        return type_of_entry_key(path[-1]) if self.path else "custom"

    @property
    def order(self) -> tuple[str, ...]:
        """The order of the keys below it."""
        if self.path:
            return (OTHER_KEYS,) if self.kind == TRACK_FILE else ENTRY_ORDER
        return TRACK_ORDER if self.kind == TRACK_FILE else (OTHER_KEYS,)
