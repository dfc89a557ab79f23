"""Past: the last moves of some tracks between stages, and how long tracks have been in each stage."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.model.history.stage_past import StagePast, stage_pasts
from prodash.model.history.track_moves import TrackMove, track_moves


class Past(NamedTuple):
    """The moves, newest first, and the active stages in which a track has been, in their order."""

    moves: tuple[TrackMove, ...]
    stages: tuple[StagePast, ...]


def past_of(catalogue: Catalogue, tracks: Sequence[Track], history: History, clock: Clock) -> Past:
    """The moves of *tracks*, and the days of all tracks in *history*."""
    paths = [track.path for track in tracks if track.path in history.chains]
    moves = track_moves(catalogue, history, paths)
    chains = (*history.chains.values(), *history.removed.values())
    return Past(
        tuple(one for one in moves if one.move.is_between_stages),
        stage_pasts(chains, catalogue.stages, clock),
    )
