"""Grouped sheet: tracks as rows, each in every group that it is in."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from prodash.model.catalogue.fields import CUSTOM_GROUP, CUSTOM_PREFIX
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.sums.sums import Sum
from prodash.model.views.group_fields import PROJECT, STAGE, WORKFLOW
from prodash.model.views.grouping import Group
from prodash.render.cross.names import group_cell
from prodash.render.formats.output import Output, arrange
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.groups.sum_columns import SUMS, for_programs
from prodash.render.terminal.words import pluralise

GROUP = "group"

_COLUMNS = {STAGE: "stage", WORKFLOW: "workflows", PROJECT: "projects"}
"""The column with what a field of prodash's own is grouped by."""


class GroupedTrack(NamedTuple):
    """A track in one group; `position` is the place of the group among all."""

    position: int
    group: Group
    track: Track


def grouped_sheet(
    sheet: Sheet[Track], groups: Sequence[Group], by: str, sums: Mapping[int, Sequence[Sum]]
) -> Sheet[GroupedTrack]:
    """*sheet* with a row for each track of each of *groups*, which are by the field *by*, and the group as first column.

    Each group has its *sums*, by position.
    """
    rows = [GroupedTrack(n, group, track) for n, group in enumerate(groups) for track in group.tracks]
    return Sheet(
        kind=sheet.kind,
        noun=sheet.noun,
        columns=(_group_column(), *map(_of_track, sheet.columns)),
        rows=rows,
        identify=lambda row: row.track.id,
        locate=lambda row: row.track.path,
        facts={
            **sheet.facts,
            "group_by": by,
            "groups": tuple(_group_for_programs(group, sums[n]) for n, group in enumerate(groups)),
        },
        lazy_columns=lambda: [_of_track(column) for column in sheet.lazy_columns()],
        columns_on_request=lambda: [_of_track(column) for column in sheet.columns_on_request()],
        find_column=lambda name: (found := sheet.find_column(name)) and _of_track(found),
    )


def _group_for_programs(group: Group, sums: Sequence[Sum]) -> dict[str, Value]:
    shown = {SUMS: for_programs(sums)} if sums else {}
    return {"id": group.id or None, "name": group.name, "tracks": len(group.tracks), **shown}


def in_groups(sheet: Sheet[GroupedTrack], output: Output) -> tuple[Sheet[GroupedTrack], Output]:
    """*sheet* with its columns as *output* asks for, and its rows in that order within each group; and the rest of *output*.

    Raises UsageError for an unknown column.
    """
    arranged = arrange(sheet, output._replace(limit=None))
    rows = sorted(arranged.rows, key=attrgetter("position"))
    return arranged._replace(rows=rows), output._replace(columns=(), sort=(), reverse=False)


def overlap_remarks(rows: Sequence[GroupedTrack], output: Output) -> Iterator[str]:
    """The remark that some tracks are in several groups, and so in several of *rows*, unless *output* has each once."""
    if output.format in {"ids", "paths"}:
        return
    times = Counter(row.track.path for row in rows)
    if several := sum(number > 1 for number in times.values()):
        is_are = "is" if several == 1 else "are"
        yield f"{pluralise(several, 'track')} {is_are} in several groups, and listed in each"


def below_headings(sheet: Sheet[GroupedTrack]) -> Sheet[GroupedTrack]:
    """*sheet* without what its headings say: the column of the group, and cells that have its name alone.

    If the user named the columns, all of them stay.
    """
    if sheet.has_chosen_columns:
        return sheet
    said = _COLUMNS.get(str(sheet.facts["group_by"]))
    columns = [
        _without_group(column) if column.name == said else column
        for column in sheet.columns
        if column.name != GROUP
    ]
    return sheet._replace(columns=[one for one in columns if one.name != said or _has_texts(one, sheet.rows)])


def _without_group(column: Column[GroupedTrack]) -> Column[GroupedTrack]:
    """*column*, empty where it has the name of the group alone, or only says that there is none."""
    cell = column.cell
    if cell is None:
        return column

    def is_said(row: GroupedTrack) -> bool:
        return cell(row).text == row.group.name if row.group.id else not column.value(row)

    def unsaid(text: Callable[[GroupedTrack], str], row: GroupedTrack) -> str:
        return "" if is_said(row) else text(row)

    return column._replace(
        cell=lambda row: _NO_CELL if is_said(row) else cell(row),
        shorter=[(order, partial(unsaid, text)) for order, text in column.shorter],
    )


_NO_CELL = Cell("")


def _has_texts(column: Column[GroupedTrack], rows: Sequence[GroupedTrack]) -> bool:
    cell = column.cell
    return cell is not None and any(cell(row).text for row in rows)


def _group_column() -> Column[GroupedTrack]:
    return Column(
        GROUP,
        lambda row: row.group.id or None,
        lambda row: group_cell(row.group)._replace(emoji=row.group.emoji),
        min_width=8,
        sort_key=lambda row: row.position,
        place=-1,
    )


def _of_track(column: Column[Track]) -> Column[Any]:
    """*column* for grouped tracks; a custom field called like the group has the prefix of its kind."""
    inner = column.within(attrgetter("track"))
    is_twin = column.name == GROUP and column.part_of == CUSTOM_GROUP
    return inner._replace(name=CUSTOM_PREFIX + column.name) if is_twin else inner
