"""Report rows: what the table of the report page shows about each track."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import cached_by_due_fields
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stages
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.catalogue.workflow import Workflow
from prodash.model.imports.cells import custom_header
from prodash.model.views.dashboard import Dashboard
from prodash.render.report.choices import Choice, choices_by_path
from prodash.render.report.covers import Covers
from prodash.render.report.due import DueText, due_of


@dataclass(frozen=True, slots=True)
class Name:
    """A stage, workflow or project for display; `colour` is `#rrggbb` or empty."""

    id: str
    name: str
    colour: str = ""
    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One track.

    `rank` is its place among all, the soonest due first, `is_first` whether no track before it has the same id,
    `chosen_by` maps each filter to its values that select the track, and `cover` is a number or None.
    """

    track: Track
    stage: Name
    stage_position: int
    rank: int
    is_first: bool
    workflows: tuple[Name, ...]
    projects: tuple[Name, ...]
    due: DueText | None
    custom: tuple[tuple[str, str], ...]
    chosen_by: Mapping[str, Sequence[str]]
    cover: int | None


class CustomColumn(NamedTuple):
    """The column of the custom field *key*, with the name that `prodash list --columns` has for it."""

    name: str
    key: str


def custom_columns(tracks: Iterable[Track], keys: Collection[str]) -> tuple[CustomColumn, ...]:
    """A column for each of *keys*, all custom fields of *tracks*, that has a value, in order of appearance."""
    found: dict[str, None] = {}
    for track in tracks:
        if len(found) == len(keys):
            break
        custom = track.for_one_use().custom
        found |= dict.fromkeys(key for key, value in custom.items() if as_text(value))
    return tuple(CustomColumn(custom_header(key), key) for key in found)


def rows(
    catalogue: Catalogue,
    tracks: Sequence[Track],
    overview: Dashboard,
    filters: Mapping[str, Sequence[Choice]],
    covers: Covers,
) -> "Rows":
    """The row of each track by its path, in the order of *tracks*."""
    chosen = {name: choices_by_path(options) for name, options in filters.items()}
    ranks = {item.track.path: rank for rank, item in enumerate(overview.agenda.tracks)}
    first = {track.id: track.path for track in reversed(tracks)}
    stage_positions = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}
    # Objects that many tracks share are made once.
    workflows, projects = _name_finder(catalogue.workflows.find), _name_finder(catalogue.projects.find)
    stage = cached_by_due_fields(lambda track: stage_name(catalogue.stages, track.stage))
    due = cached_by_due_fields(lambda track: due_of(catalogue, track, overview.today))

    def row(track: Track) -> Row:
        return Row(
            track,
            stage(track),
            stage_positions.get(track.stage, len(stage_positions)),
            ranks[track.path],
            first[track.id] == track.path,
            workflows(track.workflows),
            projects(track.projects),
            due(track),
            tuple((key, as_text(value)) for key, value in track.custom.items()),
            {name: by_path[track.path] for name, by_path in chosen.items()},
            covers.by_track.get(track.path),
        )

    return Rows(tracks, row)


class Rows(Mapping[str, Row]):
    """Rows by track path, made on each access, because the page needs one at a time."""

    def __init__(self, tracks: Iterable[Track], make: Callable[[Track], Row]) -> None:
        self._tracks = {track.path: track for track in tracks}
        self._make = make

    def __getitem__(self, path: str) -> Row:
        return self._make(self._tracks[path].for_one_use())

    def __iter__(self) -> Iterator[str]:
        return iter(self._tracks)

    def __len__(self) -> int:
        return len(self._tracks)


def stage_name(stages: Stages, written: str) -> Name:
    """The stage that a track names as *written*; without a colour if there is none of that name."""
    stage = stages.find(written)
    if stage is None:
        return Name(written, written or "no stage")
    return Name(stage.id, stage.name, stage.colour, stage.emoji)


def _name_finder(
    find: Callable[[str], Workflow | Project | None],
) -> Callable[[tuple[str, ...]], tuple[Name, ...]]:
    """A function that gives the names of the entries with these ids."""

    def names(ids: tuple[str, ...]) -> tuple[Name, ...]:
        entries = ((identifier, find(identifier)) for identifier in ids)
        return tuple(_entry_name(identifier, entry) for identifier, entry in entries)

    return cache(names)


def _entry_name(identifier: str, entry: Workflow | Project | None) -> Name:
    """The name of a workflow or project; without a colour if there is none of this id."""
    if entry is None:
        return Name(identifier, identifier)
    return Name(entry.id, entry.name, entry.colour, entry.emoji if isinstance(entry, Workflow) else "")


def name_colours(catalogue: Catalogue, tracks: Iterable[Track]) -> set[str]:
    """The colours of the workflows and projects of *tracks*."""
    used = {(track.workflows, track.projects) for track in tracks}
    entries = (
        entry
        for workflows, projects in used
        for entry in (*map(catalogue.workflows.find, workflows), *map(catalogue.projects.find, projects))
    )
    return {entry.colour for entry in entries if entry}
