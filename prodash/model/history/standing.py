"""Standing: since when a track is in its stage and when it moved last, in values that stay true from day to day."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from prodash.model.history.clock import Clock
from prodash.model.history.history import Moment

_DAY = 86_400


class Standing(NamedTuple):
    """The newest stay of one track.

    stage            the id of the stage
    since, paused    the day on which it came there, and the days since then on which it was archived or removed
    last_move        the time of its last move between two stages; None if it never moved
    latest           when it was added, moved or removed last, in seconds since 1970
    is_lower_bound   whether it may have been there before that day
    """

    stage: str
    since: date
    paused: int
    last_move: Moment | None
    latest: int
    is_lower_bound: bool

    def age(self, clock: Clock) -> int | None:
        """The days in its stage; None if that is finished or archived."""
        if self.stage in clock.ageless:
            return None
        return max((clock.today - self.since).days - self.paused, 0)

    def after_move(self, stage: str, now: Moment, clock: Clock) -> "Standing | None":
        """The standing after a move to *stage* *now*; None if that depends on the moves before, as in `stays`."""
        if now.seconds - self.latest <= _DAY or self.stage in clock.stopped:
            return None
        return Standing(stage, clock.today, 0, now, now.seconds, is_lower_bound=False)


class Standings(NamedTuple):
    """The standing of each track by path, None for one without history; and what that lacks, as in `History`."""

    by_path: Mapping[str, Standing | None]
    is_cut: bool = False
    unreadable: int = 0
    missing: int = 0
    future: int = 0
