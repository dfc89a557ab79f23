"""Track time: since when a track is in its stage, how long that is, and when it moved last."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import Moment
from prodash.model.history.standing import Standing


class TrackTime(NamedTuple):
    """The times of one track in the stage where it is.

    since            the day on which it came there, as far as is known
    age              the days since then without those on which it was archived or removed; None if it is finished
                     or archived
    moved            the day of its last move between two stages; None if it never moved
    is_lower_bound   whether it may have been there before that day, so that its age is more than `age`
    last_move        the time of its last move; None if it never moved
    """

    since: date
    age: int | None
    moved: date | None
    is_lower_bound: bool
    last_move: Moment | None


TimeOf = Callable[[Track], TrackTime | None]
"""The times of a track; None if it has no history."""


def track_time(standing: Standing, clock: Clock) -> TrackTime:
    """The times of the track with this *standing*."""
    _, since, _, last_move, _, is_lower_bound = standing
    moved = clock.day_of(last_move.seconds) if last_move else None
    return TrackTime(since, standing.age(clock), moved, is_lower_bound, last_move)
