"""Stage past: how long tracks stayed in each active stage, and how long those stay that are there now."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prodash.model.catalogue.stage import Stage, Stages
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.stage_times import StageTime, stage_times
from prodash.model.history.stays import Stay, stays


class StagePast(NamedTuple):
    """The time of the tracks in one active *stage*, and the stay that goes on for longest, if any does."""

    stage: Stage
    time: StageTime
    longest: Stay | None


def stage_pasts(chains: Iterable[Chain], stages: Stages, clock: Clock) -> tuple[StagePast, ...]:
    """The past of each active stage in which one of the tracks with these *chains* was, in the order of *stages*."""
    by_track = [stays(chain, clock) for chain in chains]
    running = [stay for of_track in by_track for stay in of_track if stay.ending == "running"]
    times = stage_times(by_track, clock.today)
    return tuple(
        StagePast(stage, times[stage.id], _longest(stage, running, clock))
        for stage in stages.in_order
        if stage.is_active and stage.id in times
    )


def _longest(stage: Stage, running: Sequence[Stay], clock: Clock) -> Stay | None:
    here = (stay for stay in running if stay.stage == stage.id)
    return max(here, key=lambda stay: stay.days(clock.today), default=None)
