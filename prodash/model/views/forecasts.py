"""Forecasts: when the tracks that are selected will be done, all of them or those of each project."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due, due_of_project
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.track import Track
from prodash.model.forecast.forecast import Basis, Forecast, basis_of, forecast
from prodash.model.forecast.record import Record
from prodash.model.names.name_lists import split_names
from prodash.model.select.filters import Filters
from prodash.model.views.grouping import PROJECT, Group, grouped


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
    basis = _bases(catalogue, record, filters)

    def of_group(group: Group) -> GroupForecast:
        todo = [track for track in group.tracks if track.stage not in record.clock.ageless]
        due = _due_of(catalogue, group, todo)
        known = basis({track.path for track in group.tracks})
        return GroupForecast(
            group, forecast(len(todo), record.clock.today, due.day if due else None, known), due
        )

    return tuple(map(of_group, groups))


def _bases(catalogue: Catalogue, record: Record, filters: Filters) -> Callable[[Collection[str]], Basis]:
    """A function that gives the basis of tracks from their paths."""
    every = record.of_all
    todo_of_all = sum(track.stage not in record.clock.ageless for track in catalogue.tracks)
    all_paths = {track.path for track in catalogue.tracks}
    may_be_own = _keeps_finished_tracks(filters)

    def of(paths: Collection[str]) -> Basis:
        if paths == all_paths:
            return Basis(every)
        own = record.of_tracks(paths if may_be_own else ())
        return basis_of(own, every, todo_of_all)

    return of


def _keeps_finished_tracks(filters: Filters) -> bool:
    """Whether *filters* select a track whatever its stage, so that the finished ones among them show their tempo."""
    others = filters._replace(track=None, project=(), not_project=(), search=None, all=False)
    return others.is_empty


def _due_of(catalogue: Catalogue, group: Group, todo: Sequence[Track]) -> Due | None:
    if group.id:
        project = catalogue.projects.find(group.id)
        return due_of_project(project, catalogue.projects) if project else None
    days = {due.day if due else None for due in map(catalogue.due_of, todo)}
    return Due(day) if len(days) == 1 and (day := days.pop()) else None
