"""Track: one piece of music, as described by its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.value import Value

Names: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The stage, the workflows and the projects of a track."""


class Mention(NamedTuple):
    """The name of a stage, workflow or project in a track's file, and its position there."""

    field: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Track:
    """One piece of music.

    stage, workflows, projects  ids once the track is part of a catalogue; unknown names stay as written
    mentions                    the names of stages, workflows and projects as written in the file
    custom                      the custom fields that have a value
    keys                        all keys in the file, even those without a value
    other_keys                  the keys of custom fields, with their positions in the file
    due_time                    what the file has behind the day of its due date, such as ` 18:00`; it counts nowhere
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
    due_time: str = ""

    @property
    def names(self) -> Names:
        """The track's stage, workflows and projects."""
        return self.stage, self.workflows, self.projects

    def with_names(self, names: Names) -> "Track":
        """The track with *names* as its stage, workflows and projects."""
        if names == self.names:
            return self
        stage, workflows, projects = names
        return replace(self, stage=stage, workflows=workflows, projects=projects)

    def for_one_use(self) -> "Track":
        """An equal track of which nothing is kept after its use, as where each of many is printed once."""
        return self

    def names_in_file(self, field_name: str) -> tuple[str, ...]:
        """The names in *field_name*, as written in the file."""
        return tuple(mention.text for mention in self.mentions_in(field_name))

    def location_of(self, mention: Mention) -> Location:
        """The location of *mention*."""
        return Location(self.path, mention.line, mention.column)

    def mentions_in(self, field_name: str) -> tuple[Mention, ...]:
        """The mentions in *field_name*, in the order of the file."""
        return tuple(mention for mention in self.mentions if mention.field == field_name)


Condition = Callable[[Track], bool]
"""What a filter asks of one track."""
