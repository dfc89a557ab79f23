"""Track: one piece of music, as its file describes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.value import Value

Names: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The stage, the workflows and the projects of a track."""


class Mention(NamedTuple):
    """A stage, workflow or project as a file names it, and where."""

    field: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Track:
    """One piece of music.

    `stage`, `workflows` and `projects` are ids once the track is part of a catalogue, or the
    text of the file where the catalogue knows no such name; `mentions` keeps what the file says.
    `keys` are all keys of the file, also those whose value says nothing; `other_keys` are those of the
    user's own.
    """

    id: str
    path: str
    title: str
    stage: str = ""
    workflows: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    due: date | None = None
    notes: str = ""
    custom: Mapping[str, Value] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()

    @property
    def names(self) -> Names:
        """Its stage, workflows and projects."""
        return self.stage, self.workflows, self.projects

    def with_names(self, names: Names) -> "Track":
        """The track with these names."""
        stage, workflows, projects = names
        return replace(self, stage=stage, workflows=workflows, projects=projects)

    def names_in_file(self, field_name: str) -> tuple[str, ...]:
        """The names in one field as the file writes them."""
        return tuple(mention.text for mention in self.mentions_in(field_name))

    def location_of(self, mention: Mention) -> Location:
        """Where *mention* stands."""
        return Location(self.path, mention.line, mention.column)

    def mentions_in(self, field_name: str) -> tuple[Mention, ...]:
        """What the file names in one field, in its order."""
        return tuple(mention for mention in self.mentions if mention.field == field_name)
