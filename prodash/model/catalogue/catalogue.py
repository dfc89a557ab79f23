"""Catalogue: all tracks, with the stages, workflows and projects that they are in, and the fields that are declared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from prodash.model.catalogue.colour import colour_for_position
from prodash.model.catalogue.due import Due, Urgency, due_of, urgency
from prodash.model.catalogue.fields import STAGE_KEY, USUAL_LINE, DeclaredField, StageLine
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import NewNames, Tracks
from prodash.model.catalogue.vocabulary import Entry, Vocabulary
from prodash.model.catalogue.workflow import Workflow, Workflows
from prodash.model.names.names import caseless, match_key

if TYPE_CHECKING:
    from prodash.model.names.renames import Rename

T = TypeVar("T", bound=Entry)

NO_FIELDS: Vocabulary[DeclaredField] = Vocabulary.of("field", (), is_declared=False)
"""The declared fields of a catalogue without `fields.yaml`."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One catalogue; `unread` has the paths of the track files that could not be read, `known` what was worked out once.

    `stage_key` is the key of the files that names the stage.
    """

    stages: Stages
    workflows: Workflows
    projects: Projects
    tracks: Tracks
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    fields: Vocabulary[DeclaredField] = NO_FIELDS
    stage_key: str = STAGE_KEY
    known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        *,
        stages: Iterable[Stage] | None,
        workflows: Iterable[Workflow] | None,
        projects: Iterable[Project] | None,
        tracks: Iterable[Track],
        unread: Iterable[str] = (),
        problems: Iterable[Problem] = (),
    ) -> "Catalogue":
        """A catalogue of these parts; a vocabulary that is None gets an entry for each name that tracks use.

        *tracks* are sorted by path, unless they are `Tracks`, which have their order.
        """
        if not isinstance(tracks, Tracks):
            tracks = Tracks(sorted(tracks, key=attrgetter("path")))
        catalogue = cls(
            stages=Stages.of(
                "stage",
                _entries_or_used_names(stages, Stage, "stage", tracks),
                is_declared=stages is not None,
            ),
            workflows=Workflows.of(
                "workflow",
                _entries_or_used_names(workflows, Workflow, "workflows", tracks),
                is_declared=workflows is not None,
            ),
            projects=Projects.of(
                "project",
                _entries_or_used_names(projects, Project, "projects", tracks),
                is_declared=projects is not None,
            ),
            tracks=tracks,
            unread=tuple(sorted(unread)),
            problems=tuple(problems),
        )
        return replace(catalogue, tracks=tracks.with_names(_ids_of(catalogue)))

    def with_fields(self, fields: Iterable[DeclaredField] | None) -> "Catalogue":
        """The catalogue with the *fields* of fields.yaml; None if there is no such file, or if it cannot be read."""
        return (
            self if fields is None else replace(self, fields=Vocabulary.of("field", fields, is_declared=True))
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no track file, not even one that could not be read."""
        return not (self.tracks or self.unread)

    @property
    def declared_fields(self) -> tuple[DeclaredField, ...]:
        """The custom fields that fields.yaml declares, in order; empty without the file."""
        return self.fields.in_order

    @property
    def stage_line(self) -> StageLine:
        """The line that says the stage of a track, with a stage that messages can use as an example."""
        stages = self.stages.in_order if self.stages.is_declared else ()
        return StageLine(self.stage_key, stages[0].id if stages else USUAL_LINE.example)

    def stage_of(self, track: Track) -> Stage | None:
        """The track's stage; None if it has none, or one that stages.yaml does not list."""
        return self.stages.find(track.stage) if track.stage else None

    def due_of(self, track: Track) -> Due | None:
        """The track's own due date, or else the one it inherits."""
        return due_of(track, self.projects)

    def urgency_of(self, track: Track, today: date) -> Urgency:
        """How urgent the track is on *today*."""
        level = urgency(self.due_of(track), self.stage_of(track), today)
        return Urgency.UNKNOWN if level is Urgency.NONE and self.has_unknown_due(track) else level

    def has_unknown_due(self, track: Track) -> bool:
        """Whether the track would inherit its due date from a file of projects that cannot be read."""
        return not track.due and bool(track.projects) and PROJECT.is_unreadable_in(self)

    def is_archived(self, track: Track) -> bool:
        """Whether views leave the track out by default."""
        stage = self.stage_of(track)
        return stage is not None and stage.is_archived

    def has_key(self, key: str) -> bool:
        """Whether any track's file has *key*."""
        return any(key in keys for keys in self.tracks.keys_in_files())

    def with_ids(self, track: Track) -> Track:
        """*track* with the names from its file replaced with ids."""
        return Tracks([track]).with_names(_ids_of(self))[0]

    def with_renames(self, find: "Callable[[str], Sequence[Rename]]") -> "Catalogue":
        """The catalogue whose vocabularies ask *find* for the renames of their kind, at most once and only if needed."""
        return replace(
            self,
            stages=self.stages.with_renames(find),
            workflows=self.workflows.with_renames(find),
            projects=self.projects.with_renames(find),
        )


def in_other_case(key: str, keys: Iterable[str]) -> str:
    """The first of *keys* that differs from *key* only in case; empty if there is none."""
    return next((other for other in keys if other != key and caseless(other) == caseless(key)), "")


def _ids_of(catalogue: Catalogue) -> NewNames:
    """The ids that take the place of names as they are written in files; cached, for tracks share most of them."""
    return {
        "stage": cache(catalogue.stages.id_of),
        "workflows": cache(partial(_unique_ids, catalogue.workflows)),
        "projects": cache(partial(_unique_ids, catalogue.projects)),
    }


def _unique_ids(vocabulary: Vocabulary[T], texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(vocabulary.id_of, texts)))


def _entries_or_used_names(
    listed: Iterable[T] | None, make: Callable[..., T], field: str, tracks: Tracks
) -> tuple[T, ...]:
    """The *listed* entries, or if that is None an entry for each name that tracks have in *field*."""
    if listed is not None:
        return tuple(listed)
    named = tracks.values_in(field)
    texts = sorted(
        {text for names in named for text in ((names,) if isinstance(names, str) else names)} - {""}
    )
    used = {match_key(text): text for text in reversed(texts)}
    return tuple(
        make(id=text, name=text, colour=colour_for_position(position))
        for position, text in enumerate(sorted(used.values()))
    )
