"""Grouping: tracks in groups by stage, workflow, project, due date or a custom field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.colour import PALETTE, colour_for_position
from prodash.model.catalogue.stage import NO_STAGE, Stage
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.views.group_fields import DUE, DUE_FIELDS, PROJECT, STAGE, WORKFLOW

_NO_GROUP_COLOUR = PALETTE["grey"]


class Group(NamedTuple):
    """Tracks that share a stage, workflow, project or value; the group of those with none has an empty id.

    `colour` is `#rrggbb`; `depth` is the number of projects that contain this one.
    """

    id: str
    name: str
    colour: str
    tracks: tuple[Track, ...] = ()
    emoji: str = ""
    depth: int = 0


def grouped(catalogue: Catalogue, tracks: Sequence[Track], by: str) -> tuple[Group, ...]:
    """*tracks* in groups by *by*, which comes from `resolve_grouping`.

    - Groups are in catalogue order, the one for tracks with none last; tracks keep their order.
    - Only stages have empty groups, and only those that are not archived.
    - A track may be in several groups; a project includes the tracks of the projects inside it.
    """
    if by == STAGE:
        return _by_stage(catalogue, tracks)
    if by == WORKFLOW:
        return _by_workflow(catalogue, tracks)
    if by == PROJECT:
        return _by_project(catalogue, tracks)
    return _by_due(catalogue, tracks, by) if by in DUE_FIELDS else _by_custom_field(catalogue, tracks, by)


def stage_group(stage: Stage, tracks: Sequence[Track]) -> Group:
    """The group of those of *tracks* that are in *stage*."""
    inside = tuple(track for track in tracks if track.stage == stage.id)
    return Group(stage.id, stage.name, stage.colour, inside, stage.emoji)


def _by_stage(catalogue: Catalogue, tracks: Sequence[Track]) -> tuple[Group, ...]:
    known = [
        Group(stage.id, stage.name, stage.colour, emoji=stage.emoji) for stage in catalogue.stages.in_order
    ]
    placed = _with_members(known, tracks, lambda track: (track.stage,) if catalogue.stage_of(track) else ())
    archived = {stage.id for stage in catalogue.stages.in_order if stage.is_archived}
    shown = [group for group in placed if group.tracks or group.id not in archived]
    unplaced = tuple(track for track in tracks if catalogue.stage_of(track) is None)
    return (*shown, *([Group("", NO_STAGE, _NO_GROUP_COLOUR, unplaced)] if unplaced else []))


def _by_workflow(catalogue: Catalogue, tracks: Sequence[Track]) -> tuple[Group, ...]:
    known = [Group(w.id, w.name, w.colour, emoji=w.emoji) for w in catalogue.workflows.in_order]
    groups = [*known, *_unknown_groups(known, (name for track in tracks for name in track.workflows))]
    return _groups_with_tracks(groups, tracks, lambda track: track.workflows, "no workflow")


def _by_project(catalogue: Catalogue, tracks: Sequence[Track]) -> tuple[Group, ...]:
    projects = catalogue.projects
    known = [
        Group(p.id, p.name, p.colour, depth=len(tuple(projects.upwards(p))) - 1) for p in projects.as_tree
    ]
    ancestors = {p.id: tuple(up.id for up in projects.upwards(p)) for p in projects.in_order}
    groups = [*known, *_unknown_groups(known, (name for track in tracks for name in track.projects))]

    def inside(track: Track) -> Iterator[str]:
        return (up for name in track.projects for up in ancestors.get(name, (name,)))

    return _groups_with_tracks(groups, tracks, inside, "no project")


def _by_due(catalogue: Catalogue, tracks: Sequence[Track], by: str) -> tuple[Group, ...]:
    """Groups by the day, month or year of the date that counts, own or from a project."""
    from prodash.model.custom_fields.days import part_of_date

    part = by.removeprefix(DUE).removeprefix(".")

    def dates(track: Track) -> Iterator[str]:
        if due := catalogue.due_of(track):
            day = due.day.isoformat()
            yield (part_of_date(day, part) if part else None) or day

    return _by_values(
        tracks, dates, sorted({date for track in tracks for date in dates(track)}), "no due date"
    )


def _by_custom_field(catalogue: Catalogue, tracks: Sequence[Track], name: str) -> tuple[Group, ...]:
    from prodash.model.custom_fields.custom_fields import custom_fields_of
    from prodash.model.custom_fields.days import short_field_name

    fields = custom_fields_of(catalogue)
    field = fields.find(name)
    if field is None:
        return ()
    values = {text: value for t in tracks for value in field.items_in(t) if (text := as_text(value))}
    ranks = fields.ranks_of(field, values.values())
    in_order = sorted(values, key=ranks.__getitem__)
    return _by_values(
        tracks, lambda t: map(as_text, field.items_in(t)), in_order, f"no {short_field_name(name)}"
    )


def _by_values(
    tracks: Sequence[Track], of: Callable[[Track], Iterable[str]], values: Sequence[str], none_name: str
) -> tuple[Group, ...]:
    """A group for each of *values*, of which *of* gives those of a track."""
    groups = [Group(text, text, colour_for_position(position)) for position, text in enumerate(values)]
    return _groups_with_tracks(groups, tracks, of, none_name)


def _unknown_groups(known: Iterable[Group], names: Iterable[str]) -> list[Group]:
    """Groups for the *names* that the catalogue does not know."""
    ids = {group.id for group in known}
    return [Group(name, name, _NO_GROUP_COLOUR) for name in sorted({*names} - ids)]


def _groups_with_tracks(
    groups: Sequence[Group], tracks: Sequence[Track], of: Callable[[Track], Iterable[str]], none_name: str
) -> tuple[Group, ...]:
    """The groups that have tracks, and one called *none_name* for tracks in no group.

    *of* returns the ids of the groups that a track is in.
    """
    without = tuple(track for track in tracks if not any(of(track)))
    used = [group for group in _with_members(groups, tracks, of) if group.tracks]
    return (*used, *([Group("", none_name, _NO_GROUP_COLOUR, without)] if without else []))


def _with_members(
    groups: Sequence[Group], tracks: Sequence[Track], of: Callable[[Track], Iterable[str]]
) -> list[Group]:
    # If two groups share an id, the first one wins, as in a vocabulary.
    first = {group.id: group for group in reversed(groups)}
    members: Mapping[str, list[Track]] = {group.id: [] for group in groups}
    for track in tracks:
        for name in dict.fromkeys(of(track)):
            if name in members:
                members[name].append(track)
    return [first[name]._replace(tracks=tuple(inside)) for name, inside in members.items()]
