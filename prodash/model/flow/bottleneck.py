"""Bottleneck: the stage in which most tracks have piled up."""

from typing import NamedTuple

from prodash.model.catalogue.stage import Stage
from prodash.model.flow.stage_counts import Flow

LEAST_GROWTH = 3
"""How many more tracks make a pile; fewer may be chance."""


class Bottleneck(NamedTuple):
    """The *stage* whose tracks grew most in number, and how many there were *before* and are there *now*."""

    stage: Stage
    before: int
    now: int


def find_bottleneck(flow: Flow) -> Bottleneck | None:
    """The active stage that grew most from the first to the last day of *flow*, the last of several; None if none grew much.

    The first stage never counts, because ideas may pile up; nor does the last one, after which nothing is left to do.
    """
    stages = [band for band in flow.bands if band.stage]
    grown = [
        Bottleneck(stage, counts[0], counts[-1])
        for stage, counts, *_ in stages[1:-1]
        if stage and stage.is_active and counts
    ]
    # Of several, `max` gives the first.
    most = max(reversed(grown), key=lambda one: one.now - one.before, default=None)
    return most if most and most.now - most.before >= LEAST_GROWTH else None
