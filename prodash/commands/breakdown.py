"""breakdown: how many tracks are in each stage."""

from prodash.commands.options import FormatName
from prodash.model.breakdown import count_stages
from prodash.model.filters import Filters
from prodash.render.breakdown import breakdown_bars, breakdown_sheet
from prodash.session import Session


def breakdown(session: Session, filters: Filters, format: FormatName = "table") -> None:  # noqa: A002
    """How many tracks are in each stage, as bars with count and share.

    Example: prodash breakdown --project summer-ep
    """
    catalogue = session.load()
    tracks = session.select(catalogue, filters).tracks
    every_stage = not filters.limit_stages
    counts = count_stages(catalogue, tracks, session.today, archived=filters.all, every_stage=every_stage)
    session.show(breakdown_sheet(counts), format, lambda screen: breakdown_bars(counts, screen))
