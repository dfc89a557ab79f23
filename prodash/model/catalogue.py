"""Catalogue: all tracks with the stages, workflows and projects they speak of."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from prodash.model.colour import colour_for_position
from prodash.model.due import Due, Urgency, due_of, urgency
from prodash.model.name import loose
from prodash.model.problem import Problem
from prodash.model.project import Project, Projects
from prodash.model.stage import Stage, Stages
from prodash.model.track import Names, Track
from prodash.model.vocabulary import Named, Vocabulary
from prodash.model.workflow import Workflow, Workflows

T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One catalogue as it was read; `unread` are the track files that gave no track."""

    stages: Stages
    workflows: Workflows
    projects: Projects
    tracks: tuple[Track, ...]
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

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
        """A catalogue of these parts; a vocabulary given as None is made from the names tracks use."""
        tracks = tuple(sorted(tracks, key=attrgetter("path")))
        catalogue = cls(
            stages=Stages.of("stage", _vocabulary(stages, Stage, "stage", tracks), closed=stages is not None),
            workflows=Workflows.of(
                "workflow",
                _vocabulary(workflows, Workflow, "workflows", tracks),
                closed=workflows is not None,
            ),
            projects=Projects.of(
                "project", _vocabulary(projects, Project, "projects", tracks), closed=projects is not None
            ),
            tracks=tracks,
            unread=tuple(sorted(unread)),
            problems=tuple(problems),
        )
        ids = _Ids(catalogue)
        return replace(catalogue, tracks=tuple(map(ids.given_to, tracks)))

    def stage_of(self, track: Track) -> Stage | None:
        """The track's stage; None where it has none or one that stages.yaml does not know."""
        return self.stages.find(track.stage) if track.stage else None

    def due_of(self, track: Track) -> Due | None:
        """The track's own due date or the one it inherits."""
        return due_of(track, self.projects)

    def urgency_of(self, track: Track, today: date) -> Urgency:
        """How urgent the track is on *today*."""
        return urgency(self.due_of(track), self.stage_of(track), today)

    def is_archived(self, track: Track) -> bool:
        """Whether views leave the track out unless asked."""
        stage = self.stage_of(track)
        return stage is not None and stage.is_archived

    def has_key(self, key: str) -> bool:
        """Whether some track's file has *key*."""
        return any(key in track.keys for track in self.tracks)

    def with_tracks(self, tracks: Iterable[Track], *, without: Container[str] = ()) -> "Catalogue":
        """The catalogue with these tracks, each in the place of the one with the same path, and *without* those paths."""
        by_path = {track.path: track for track in self.tracks if track.path not in without}
        by_path.update((track.path, self.with_ids(track)) for track in tracks)
        return replace(self, tracks=tuple(by_path[path] for path in sorted(by_path)))

    def with_names_of_tracks(self) -> "Catalogue":
        """The catalogue with each vocabulary that has no file made anew from the names that tracks use now."""
        return Catalogue.of(
            stages=_listed(self.stages),
            workflows=_listed(self.workflows),
            projects=_listed(self.projects),
            tracks=(track.as_written for track in self.tracks),
            unread=self.unread,
            problems=self.problems,
        )

    def with_ids(self, track: Track) -> Track:
        """*track* with ids for the names that its file uses."""
        return _Ids(self).given_to(track)


class _Ids:
    """The ids for the names that tracks use; most tracks use the same few."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.known: dict[Names, Names] = {}

    def given_to(self, track: Track) -> Track:
        names = track.names
        if names not in self.known:
            self.known[names] = self._ids(*names)
        ids = self.known[names]
        return track if ids == names else track.with_names(ids)

    def _ids(self, stage: str, workflows: tuple[str, ...], projects: tuple[str, ...]) -> Names:
        catalogue = self.catalogue
        return (
            catalogue.stages.id_of(stage),
            _unique(catalogue.workflows, workflows),
            _unique(catalogue.projects, projects),
        )


def _unique(vocabulary: Vocabulary[T], texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(vocabulary.id_of, texts)))


def _listed(vocabulary: Vocabulary[T]) -> tuple[T, ...] | None:
    """What the file lists; None where there is no such file."""
    return vocabulary.in_order if vocabulary.closed else None


def _vocabulary(
    known: Iterable[T] | None, make: Callable[..., T], field: str, tracks: tuple[Track, ...]
) -> tuple[T, ...]:
    """What the file lists, or without a file one thing for each name that tracks use."""
    if known is not None:
        return tuple(known)
    named = {getattr(track, field) for track in tracks}
    texts = sorted(
        {text for names in named for text in ((names,) if isinstance(names, str) else names)} - {""}
    )
    used = {loose(text): text for text in reversed(texts)}
    return tuple(
        make(id=text, name=text, colour=colour_for_position(position))
        for position, text in enumerate(sorted(used.values()))
    )
