"""Recent: how many tracks moved in the last week, and which have been in their stage for longest."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.history.clock import Clock
from prodash.model.history.standing import Standings

_WEEK = timedelta(days=7)


class Aged(NamedTuple):
    """A track that has been in its stage for *days*, or for more of them."""

    track: Track
    days: int
    is_lower_bound: bool


class Recent(NamedTuple):
    """How many tracks moved in the last 7 days, and those that are not finished, the longest in their stage first."""

    moved: int
    oldest: tuple[Aged, ...]


def recent_of(tracks: Iterable[Track], standings: Standings, clock: Clock, most: int = 3) -> Recent:
    """What happened lately to *tracks*, and the *most* that have been in their stage for longest, if for a day at all."""
    moved, aged = 0, []
    for track in tracks:
        if standing := standings.by_path.get(track.path):
            last_move = standing.last_move
            moved += last_move is not None and clock.today - clock.day_of(last_move.seconds) <= _WEEK
            if days := standing.age(clock):
                aged.append(Aged(track, days, standing.is_lower_bound))
    aged.sort(key=lambda one: -one.days)
    return Recent(moved, tuple(aged[:most]))
