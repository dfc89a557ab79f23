"""Forecasts: when the tracks that are selected will be done, all of them or those of each project."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, due_of_project
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.track import Track
from prodash.model.forecast.forecast import Basis, Forecast, forecast, has_own_tempo
from prodash.model.forecast.record import Record
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters
from prodash.model.views.group_fields import PROJECT
from prodash.model.views.grouping import Group, grouped


class GroupForecast(NamedTuple):
    """The *forecast* of the tracks in a *group*, and where its *due* date comes from."""

    group: Group
    forecast: Forecast
    due: Due | None


def forecast_groups(
    catalogue: Catalogue, tracks: Sequence[Track], filters: Filters, *, by_project: bool
) -> tuple[Group, ...]:
    """The groups of *tracks*, which *filters* selected: each project, or one of all tracks, if there are any.

    That one is the project that *filters* name, if they name one and nothing else.
    """
    if by_project:
        return grouped(catalogue, tracks, PROJECT)
    project = _project_named(catalogue, filters)
    name = "selected tracks" if filters.limits_tracks else "all tracks"
    known = Group(project.id, project.name, project.colour) if project else Group("", name, "")
    return (Group(known.id, known.name, known.colour, tuple(tracks)),) if tracks else ()


def _project_named(catalogue: Catalogue, filters: Filters) -> Project | None:
    names = split_names(filters.project)
    is_all = len(names) == 1 and filters._replace(project=(), all=False).is_empty
    return catalogue.projects.find(names[0]) if is_all else None


def forecasts(
    catalogue: Catalogue, groups: Sequence[Group], record: Record, filters: Filters
) -> tuple[GroupForecast, ...]:
    """The forecast of each of *groups*, from *record*.

    A project has its own due date or that of the project around it, other tracks the one that all of them share, if they
    do.  *filters* selected the tracks.
    """
    bases = _Bases(catalogue, record, may_be_own=_keeps_finished_tracks(filters))

    def of_group(group: Group) -> GroupForecast:
        todo = bases.todo(group.tracks)
        due = _due_of(catalogue, group, todo)
        day = due.day if due else None
        return GroupForecast(group, forecast(len(todo), record.clock.today, day, bases.of(group)), due)

    return tuple(map(of_group, groups))


class _Bases:
    """By which finishes of the *record* the tracks of each group go; only by those of all if they *may_be_own* is false."""

    def __init__(self, catalogue: Catalogue, record: Record, *, may_be_own: bool) -> None:
        self._catalogue, self._record, self._may_be_own = catalogue, record, may_be_own

    def todo(self, tracks: Iterable[Track]) -> Sequence[Track]:
        """Those that are not finished or archived."""
        return [track for track in tracks if track.stage not in self._record.clock.ageless]

    def of(self, group: Group) -> Basis:
        """The finishes of the group itself, of the nearest project around it that has a tempo of its own, or of all."""
        paths = _paths(group.tracks)
        if paths == _paths(self._catalogue.tracks):
            return Basis(self._of_all.throughput)
        if not self._may_be_own:
            return self._of_all
        own = self._record.of_tracks(paths)
        return Basis(own) if has_own_tempo(own) else self._of_whole(group)

    def _of_whole(self, group: Group) -> Basis:
        projects = self._catalogue.projects
        project = projects.find(group.id) if group.id else None
        around = [*projects.upwards(project)][1:] if project else []
        known = (self._of_projects[one.id] for one in around)
        return next((one for one in known if has_own_tempo(one.throughput)), self._of_all)

    @cached_property
    def _of_all(self) -> Basis:
        return Basis(self._record.of_all, len(self.todo(self._catalogue.tracks)))

    @cached_property
    def _of_projects(self) -> Mapping[str, Basis]:
        found = grouped(self._catalogue, self._catalogue.tracks, PROJECT)
        return {one.id: self._shared(one) for one in found}

    def _shared(self, group: Group) -> Basis:
        """What a part of the *group* goes by."""
        own = self._record.of_tracks(_paths(group.tracks))
        return Basis(own, len(self.todo(group.tracks)), group.name)


def _paths(tracks: Iterable[Track]) -> Collection[str]:
    return {track.path for track in tracks}


def _keeps_finished_tracks(filters: Filters) -> bool:
    """Whether *filters* select a track whatever its stage, so that the finished ones among them show their tempo."""
    return not any(
        one._replace(track=None, project=(), not_project=(), search=None).limits_tracks
        for one in filters.each
    )


def _due_of(catalogue: Catalogue, group: Group, todo: Sequence[Track]) -> Due | None:
    if group.id:
        project = catalogue.projects.find(group.id)
        return due_of_project(project, catalogue.projects) if project else None
    days = {due.day if due else None for due in map(catalogue.due_of, todo)}
    return Due(day) if len(days) == 1 and (day := days.pop()) else None
