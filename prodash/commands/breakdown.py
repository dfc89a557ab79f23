"""breakdown: how many tracks are in each stage."""

from dataclasses import replace

from prodash.model.breakdown import count_stages
from prodash.model.filters import Filters
from prodash.model.query import FailIf
from prodash.render.breakdown import breakdown_bars, breakdown_sheet
from prodash.render.output import Output
from prodash.session import Session


def breakdown(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """How many tracks are in each stage, as bars with count and share.

    Example: prodash breakdown --project summer-ep
    """
    catalogue = session.load()
    tracks = session.select(catalogue, filters, fail_if).tracks
    every_stage = not filters.limit_stages
    counts = count_stages(catalogue, tracks, session.today, archived=filters.all, every_stage=every_stage)
    session.show(
        breakdown_sheet(counts),
        output,
        lambda rows, screen: breakdown_bars(replace(counts, counts=tuple(rows)), screen),
    )
