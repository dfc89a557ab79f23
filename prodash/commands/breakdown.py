"""breakdown: how many tracks are in each stage."""

from dataclasses import replace
from typing import Annotated

import typer

from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.views.breakdown import count_stages
from prodash.model.views.cross_table import CrossTable, cross_table
from prodash.model.views.grouping import STAGE, resolve_grouping
from prodash.options.grouping import By
from prodash.render.formats.output import Output
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
) -> None:
    """Count the tracks in each stage, as bars with shares.

    --by workflow, project or a custom field gives a table with a column for each stage; a project includes the
    projects inside it.

    Example: prodash breakdown --by project
    """
    catalogue = session.load()
    field = resolve_grouping(catalogue, by)
    tracks = session.select(catalogue, filters, fail_if).tracks
    if field != STAGE:
        _show_cross_table(session, cross_table(catalogue, tracks, field), output, bars=bars)
        return
    every_stage = not filters.limits_stages
    counts = count_stages(
        catalogue, tracks, session.today, archived=filters.includes_archived, every_stage=every_stage
    )
    session.show(
        breakdown_sheet(counts),
        output,
        lambda rows, screen: breakdown_bars(replace(counts, counts=tuple(rows)), screen),
    )


def _show_cross_table(session: Session, table: CrossTable, output: Output, *, bars: bool) -> None:
    from prodash.render.cross.bars import stacked_bars
    from prodash.render.cross.sheet import cross_sheet
    from prodash.render.cross.table import cross_table_picture

    draw = stacked_bars if bars else cross_table_picture
    session.show(cross_sheet(table), output, lambda rows, screen: draw(table, rows, screen))
