"""Track time: since when a track is in its stage, how long that is, and when it moved last."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, History, Moment
from prodash.model.history.moves import entries
from prodash.model.history.standing import Standing
from prodash.model.history.stays import Stay, stays


class TrackTime(NamedTuple):
    """The times of one track in the stage where it is.

    since            the day on which it came there, as far as is known
    age              the days since then without those on which it was archived or removed; None if it is finished
                     or archived
    moved            the day of its last move between two stages; None if it never moved
    is_lower_bound   whether it may have been there before that day, so that its age is more than `age`
    last_move        the time of its last move; None if it never moved
    stays            its stays in all stages
    """

    since: date
    age: int | None
    moved: date | None
    is_lower_bound: bool
    last_move: Moment | None
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
    last_move = _last_move(chain)
    moved = clock.day_of(last_move.seconds) if last_move else None
    return TrackTime(since, age, moved, is_lower_bound, last_move, found)


def _last_move(chain: Chain) -> Moment | None:
    """The time of the last move between two stages; None if there was none."""
    for number in range(len(chain) - 1, 0, -1):
        if chain[number].stage and chain[number - 1].stage:
            return chain[number].moment._replace(seconds=entries(chain)[number])
    return None


TimeOf = Callable[[Track], TrackTime | None]
"""The times of a track; None if it has no history."""


def time_of(history: History, clock: Clock) -> TimeOf:
    """The function that works out the times of a track from its *history*, once for each track."""
    known: dict[str, TrackTime | None] = {}

    def of_track(track: Track) -> TrackTime | None:
        path = track.path
        if path not in known:
            known[path] = track_time(history.chains.get(path, ()), clock)
        return known[path]

    return of_track


def standing_of(chain: Chain, clock: Clock) -> Standing | None:
    """Since when the track with this *chain* is in its stage; None if it has no history."""
    time = track_time(chain, clock)
    stage = chain[-1].stage if chain else None
    if time is None or stage is None:
        return None
    is_running = bool(time.stays) and time.stays[-1].ending == "running"
    paused = time.stays[-1].paused if is_running else 0
    return Standing(stage, time.since, paused, time.moved, entries(chain)[-1], time.is_lower_bound)
