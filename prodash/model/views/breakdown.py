"""Breakdown: how many tracks each stage has, and in which stage they pile up."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import DUE_FIELDS, Tracks

# A pile has at least this many tracks, and at least this many times those of the next stage.
_MIN_PILE = 5
_PILE_RATIO = 4


class StageCount(NamedTuple):
    """The tracks of one stage; `share` is their fraction of all counted tracks, from 0 to 1."""

    stage: Stage
    tracks: int
    overdue: int
    share: float


class Breakdown(NamedTuple):
    """The counts of the stages in their order.

    `unplaced` tracks are in no known stage; those of `unknown_due` may be overdue, but their date cannot be read.
    """

    counts: tuple[StageCount, ...]
    unplaced: int
    total: int
    overdue: int
    every_stage: bool = True
    unknown_due: int = 0

    @property
    def bottleneck(self) -> tuple[StageCount, StageCount] | None:
        """The stage in which tracks pile up most, and the stage after it; None if there is no pile.

        The first stage never counts, because ideas may pile up.  There is no bottleneck if only some
        of the stages were counted.
        """
        if not self.every_stage:
            return None
        path = [count for count in self.counts if not count.stage.is_archived]
        steps = [
            (here, after)
            for here, after in pairwise(path[1:])
            if here.stage.is_active and here.tracks >= max(_MIN_PILE, _PILE_RATIO * after.tracks)
        ]
        return max(steps, key=lambda step: step[0].tracks, default=None)


def count_stages(
    catalogue: Catalogue, tracks: Sequence[Track], today: date, *, archived: bool, every_stage: bool = True
) -> Breakdown:
    """The breakdown of *tracks*; archived stages are listed if *archived* or if they have tracks.

    *every_stage* is true if tracks of all stages were selected.
    """
    counted = Tracks.of(tracks)
    placed = counted.counts(lambda track: [track.stage], "stage")
    urgencies = counted.counts(lambda track: [(track.stage, catalogue.urgency_of(track, today))], *DUE_FIELDS)
    late = Counter({stage: number for (stage, one), number in urgencies.items() if one is Urgency.OVERDUE})
    unknown = sum(number for (_, one), number in urgencies.items() if one is Urgency.UNKNOWN)
    counts = tuple(
        StageCount(stage, placed[stage.id], late[stage.id], placed[stage.id] / (len(tracks) or 1))
        for stage in catalogue.stages.in_order
        if archived or placed[stage.id] or not stage.is_archived
    )
    unplaced = len(tracks) - sum(count.tracks for count in counts)
    return Breakdown(counts, unplaced, len(tracks), late.total(), every_stage, unknown)
