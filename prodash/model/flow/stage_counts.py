"""Stage counts: how many tracks were in each stage at the end of each period.

           2 May   9 May   16 May      days: the last one of each period
Seed       4       5       5           a band; a track counts where it was at the end of the day
Mixing     1       3       4
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.moves import start_times


class Band(NamedTuple):
    """One stage over time, with a count of tracks for each period; None for all stages that are not in the catalogue."""

    stage: Stage | None
    counts: tuple[int, ...]


class Flow(NamedTuple):
    """The last day of each period, the oldest first, and the bands.

    The bands are in the order of the stages, the first stage first, without the archived ones.  The band of stages that
    are not in the catalogue comes last, and only if a track was in one of them.
    """

    days: tuple[date, ...]
    bands: tuple[Band, ...]


def flow_of(chains: Iterable[Chain], stages: Stages, days: Sequence[date], clock: Clock) -> Flow:
    """Where the tracks with these *chains* were at the end of each of the *days*, which are in their order.

    A track is there from its first observation on, and leaves when it is archived or removed.
    """
    changes = {stage.id: [0] * (len(days) + 1) for stage in stages.in_order}
    unknown = [0] * (len(days) + 1)
    for chain in chains:
        left: list[int] | None = None
        for number, stage in _at_ends(chain, days, clock):
            entered = None if stage is None else changes.get(stage, unknown)
            if left is not None:
                left[number] -= 1
            if entered is not None:
                entered[number] += 1
            left = entered
    bands = [Band(stage, _counts(changes[stage.id])) for stage in stages.path]
    gone = Band(None, _counts(unknown))
    return Flow(tuple(days), (*bands, gone) if any(gone.counts) else tuple(bands))


def _at_ends(chain: Chain, days: Sequence[date], clock: Clock) -> Iterable[tuple[int, str | None]]:
    """The numbers of the periods in which a track moved, each with the stage at its end."""
    times = zip(start_times(chain), chain, strict=True)
    return {bisect_left(days, clock.day_of(seconds)): seen.stage for seconds, seen in times}.items()


def _counts(changes: Sequence[int]) -> tuple[int, ...]:
    """The counts after these *changes*; the last ones came after the last period."""
    return tuple(accumulate(changes[:-1]))
