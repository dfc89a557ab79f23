"""breakdown: how many tracks are in each stage."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.sums.asked_sums import AskedSums
from prodash.model.views.breakdown import Breakdown, count_stages
from prodash.model.views.group_fields import STAGE, resolve_grouping
from prodash.model.views.grouping import Group, stage_group
from prodash.options.grouping import By
from prodash.render.formats.output import Output
from prodash.render.formats.sheet import Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.views.breakdown import breakdown_bars, breakdown_sheet
from prodash.session.session import Session


def breakdown(
    session: Session,
    by: By = STAGE,
    bars: Annotated[bool, typer.Option("--bars", help="With --by, show bars instead of numbers.")] = False,
    *,
    filters: Filters,
    fail_if: FailIf,
    output: Output,
    sums: AskedSums,
) -> None:
    """Count the tracks in each stage, as bars with shares.

    --by workflow, project or a custom field gives a table with a column for each stage; a project includes the
    projects inside it. --sum, --mean, --min, --max and --count show in each row what a field comes to.

    Example: prodash breakdown --by project
    """
    catalogue = session.load()
    field = resolve_grouping(catalogue, by)
    tracks = session.select(catalogue, filters, fail_if).tracks
    if field == STAGE:
        every_stage = not filters.limits_stages
        counts = count_stages(
            catalogue, tracks, session.today, archived=filters.includes_archived, every_stage=every_stage
        )
        view = _stages_view(counts, tracks)
    else:
        view = _groups_view(catalogue, tracks, field, bars=bars)
    if sums.is_empty:
        session.show(view.sheet, output, view.draw)
        return
    from prodash.render.groups.breakdown import summed_breakdown

    summed = summed_breakdown(catalogue, tracks, view.groups(), sums, view.sheet, view.draw)
    session.outcome.remarks += summed.remarks(output)
    session.show(summed.sheet, output, summed.draw)


class _View(NamedTuple):
    """The rows of a breakdown, their picture, and the groups that they count."""

    sheet: Sheet[Any]
    draw: Callable[[Sequence[Any], Screen], str]
    groups: Callable[[], Sequence[Group]]


def _stages_view(counts: Breakdown, tracks: Sequence[Track]) -> _View:
    return _View(
        breakdown_sheet(counts),
        lambda rows, screen: breakdown_bars(counts._replace(counts=tuple(rows)), screen),
        lambda: [stage_group(counted.stage, tracks) for counted in counts.counts],
    )


def _groups_view(catalogue: Catalogue, tracks: Sequence[Track], field: str, *, bars: bool) -> _View:
    from prodash.model.views.cross_table import cross_table
    from prodash.render.cross.bars import stacked_bars
    from prodash.render.cross.sheet import cross_sheet
    from prodash.render.cross.table import cross_table_picture

    table = cross_table(catalogue, tracks, field)
    picture = stacked_bars if bars else cross_table_picture
    return _View(
        cross_sheet(table),
        lambda rows, screen: picture(table, rows, screen),
        lambda: [row.group for row in table.rows],
    )
