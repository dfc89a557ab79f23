"""Past: the last moves of some tracks between stages, and how long they have been in each stage."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.model.history.stage_times import StageTime, stage_times
from prodash.model.history.stays import Stay, stays
from prodash.model.history.track_moves import TrackMove, track_moves


class StagePast(NamedTuple):
    """The time of the tracks in one active *stage*, and the stay that goes on for longest, if any does."""

    stage: Stage
    time: StageTime
    longest: Stay | None


class Past(NamedTuple):
    """The moves, newest first, and the active stages in which a track has been, in their order."""

    moves: tuple[TrackMove, ...]
    stages: tuple[StagePast, ...]


def past_of(catalogue: Catalogue, tracks: Sequence[Track], history: History, clock: Clock) -> Past:
    """The past of *tracks* alone, as *history* knows it."""
    paths = [track.path for track in tracks if track.path in history.chains]
    moves = track_moves(catalogue, history, paths)
    by_track = [stays(history.chains[path], clock) for path in paths]
    running = [stay for of_track in by_track for stay in of_track if stay.ending == "running"]
    times = stage_times(by_track, clock.today)
    return Past(
        tuple(one for one in moves if one.move.is_between_stages),
        tuple(
            StagePast(stage, times[stage.id], _longest(stage, running, clock))
            for stage in catalogue.stages.in_order
            if stage.is_active and stage.id in times
        ),
    )


def _longest(stage: Stage, running: Sequence[Stay], clock: Clock) -> Stay | None:
    here = (stay for stay in running if stay.stage == stage.id)
    return max(here, key=lambda stay: stay.days(clock.today), default=None)
