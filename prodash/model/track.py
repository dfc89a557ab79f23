"""Track: one piece of music, as its file describes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from prodash.model.fields import Key
from prodash.model.problem import Place
from prodash.model.value import Value

Names: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The stage, the workflows and the projects of a track."""


class Mention(NamedTuple):
    """A stage, workflow or project as a file names it, and where."""

    field: str
    text: str
    line: int
    column: int


class Rest(NamedTuple):
    """What a track has beside the fields that every command looks at."""

    notes: str
    own: Mapping[str, Value]
    mentions: tuple[Mention, ...]
    keys: frozenset[str]
    other_keys: tuple[Key, ...]


class _Later:
    """Room for what gives the rest of a track, where that is not read before somebody asks for it."""

    __slots__ = ("_rest",)

    _rest: Callable[[], Rest]


@dataclass(frozen=True, slots=True)
class Track(_Later):
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
    own: Mapping[str, Value] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    keys: frozenset[str] = frozenset()
    other_keys: tuple[Key, ...] = ()

    @classmethod
    def with_rest_later(
        cls, identifier: str, path: str, title: str, names: Names, due: date | None, rest: Callable[[], Rest]
    ) -> "Track":
        """A track that asks *rest* for what it has beside these, once that is looked at."""
        track = object.__new__(cls)
        stage, workflows, projects = names
        _put_id(track, identifier)
        _put_path(track, path)
        _put_title(track, title)
        _put_stage(track, stage)
        _put_workflows(track, workflows)
        _put_projects(track, projects)
        _put_due(track, due)
        _put_rest(track, rest)
        return track

    @property
    def names(self) -> Names:
        """Its stage, workflows and projects."""
        return self.stage, self.workflows, self.projects

    def with_names(self, names: Names) -> "Track":
        """The track with these names; what was not looked at yet still comes later."""
        if hasattr(self, "_rest"):
            return Track.with_rest_later(self.id, self.path, self.title, names, self.due, self._rest)
        stage, workflows, projects = names
        return replace(self, stage=stage, workflows=workflows, projects=projects)

    @property
    def as_written(self) -> "Track":
        """The track with the names that its file uses, where the catalogue has put ids."""
        stage, workflows, projects = map(self.written_in, ("stage", "workflows", "projects"))
        return self.with_names((stage[0] if stage else "", workflows, projects))

    def written_in(self, field_name: str) -> tuple[str, ...]:
        """The names in one field as the file writes them."""
        return tuple(mention.text for mention in self.mentioned(field_name))

    def place_of(self, mention: Mention) -> Place:
        """Where *mention* stands."""
        return Place(self.path, mention.line, mention.column)

    def mentioned(self, field_name: str) -> tuple[Mention, ...]:
        """What the file names in one field, in its order."""
        return tuple(mention for mention in self.mentions if mention.field == field_name)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Python comes here for a field that has no value yet.
            if name not in Rest._fields:
                raise AttributeError(name)
            for field_name, value in self._rest()._asdict().items():
                object.__setattr__(self, field_name, value)
            return getattr(self, name)


# What gives a field its value though the track is frozen; ten thousand tracks are made so on every command.
_put_id, _put_path, _put_title, _put_stage, _put_workflows, _put_projects, _put_due = (
    vars(Track)[name].__set__ for name in ("id", "path", "title", "stage", "workflows", "projects", "due")
)
_put_rest = vars(_Later)["_rest"].__set__
