"""Stage counts: how many tracks were in each stage at the end of each period.

           2 May   9 May   16 May      days: the last one of each period
Seed       4       5       5           a band; a track counts where it was at the end of the day
Mixing     1       3       4
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.moves import start_times


class Band(NamedTuple):
    """One stage over time, with a number for each period; None stands for all stages that are not in the catalogue.

    counts    the tracks that were there at its end
    arrived   those of them that were not there at the end of the period before
    left      those that were there then, and no longer are
    """

    stage: Stage | None
    counts: tuple[int, ...]
    arrived: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


class Flow(NamedTuple):
    """The last day of each period, the oldest first, and the bands.

    The bands are in the order of the stages, the first stage first, without the archived ones.  The band of stages that
    are not in the catalogue comes last, and only if a track was in one of them.
    """

    days: tuple[date, ...]
    bands: tuple[Band, ...]

    @property
    def after_first(self) -> "Flow":
        """The flow without its first period."""
        bands = [Band(stage, *(numbers[1:] for numbers in of_stage)) for stage, *of_stage in self.bands]
        return Flow(self.days[1:], _if_any(bands))


def _if_any(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The *bands* without the last one if no track was in it and it has no stage."""
    return tuple(bands if bands[-1].stage or any(bands[-1].counts) else bands[:-1])


def flow_of(chains: Iterable[Chain], stages: Stages, days: Sequence[date], clock: Clock) -> Flow:
    """Where the tracks with these *chains* were at the end of each of the *days*, which are in their order.

    A track is there from its first observation on, and leaves when it is archived or removed.
    """
    places = {stage.id: place for place, stage in enumerate(stages.in_order)}
    unknown = len(places)
    arrived, left = ([[0] * (len(days) + 1) for _ in range(unknown + 1)] for _ in range(2))
    for chain in chains:
        before: int | None = None
        for period, stage in _at_ends(chain, days, clock):
            place = None if stage is None else places.get(stage, unknown)
            if before is not None and place != before:
                left[before][period] += 1
            if place is not None and place != before:
                arrived[place][period] += 1
            before = place
    bands = [_band(stage, arrived[places[stage.id]], left[places[stage.id]]) for stage in stages.path]
    return Flow(tuple(days), _if_any((*bands, _band(None, arrived[unknown], left[unknown]))))


def _at_ends(chain: Chain, days: Sequence[date], clock: Clock) -> Iterable[tuple[int, str | None]]:
    """The numbers of the periods in which a track moved, each with the stage at its end."""
    times = zip(start_times(chain), chain, strict=True)
    return {bisect_left(days, clock.day_of(seconds)): seen.stage for seconds, seen in times}.items()


def _band(stage: Stage | None, arrived: Sequence[int], left: Sequence[int]) -> Band:
    """The band of a *stage*, without the last of the numbers, which are those after the last period."""
    arrived, left = tuple(arrived[:-1]), tuple(left[:-1])
    return Band(stage, tuple(accumulate(map(sub, arrived, left))), arrived, left)
