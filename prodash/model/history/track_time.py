"""Track time: since when a track is in its stage, how long that is, and when it moved last."""

from datetime import date
from typing import NamedTuple

from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.moves import entries
from prodash.model.history.stays import Stay, stays


class TrackTime(NamedTuple):
    """The times of one track in the stage where it is.

    since            the day on which it came there, as far as is known
    age              the days since then without those on which it was archived or removed; None if it is finished
                     or archived
    moved            the day of its last move between two stages; None if it never moved
    is_lower_bound   whether it may have been there before that day, so that its age is more than `age`
    stays            its stays in all stages
    """

    since: date
    age: int | None
    moved: date | None
    is_lower_bound: bool
    stays: tuple[Stay, ...]


def track_time(chain: Chain, clock: Clock) -> TrackTime | None:
    """The times of the track with this *chain*; None if it has no history."""
    if not chain:
        return None
    found = stays(chain, clock)
    last = found[-1] if found and found[-1].ending == "running" else None
    since = last.since if last else clock.day_of(entries(chain)[-1])
    age = last.days(clock.today) if last and last.stage not in clock.ageless else None
    is_lower_bound = last.is_lower_bound if last else len(chain) == 1
    return TrackTime(since, age, _last_move(chain, clock), is_lower_bound, found)


def _last_move(chain: Chain, clock: Clock) -> date | None:
    """The day of the last move between two stages; None if there was none."""
    for number in range(len(chain) - 1, 0, -1):
        if chain[number].stage and chain[number - 1].stage:
            return clock.day_of(entries(chain)[number])
    return None
