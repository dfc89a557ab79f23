"""Finishes: when each track was done, which is its latest move from an active stage into a finished one that still holds.

Mixing ─ Published                       a finish
Mixing ─ Published ─ Archived            the same one; archived tracks stay finished
Mixing ─ Published ─ Mixing              none any more
Published                                none: nobody knows when the track was done

Who comes back to a stage within a day has not left it, as for stays.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, History
from prodash.model.history.moves import start_times
from prodash.model.history.stays import without_returns


class Finish(NamedTuple):
    """The track at *path* was finished on this *day* of the reader's calendar."""

    path: str
    day: date


def finishes(history: History, clock: Clock) -> tuple[Finish, ...]:
    """The finishes of all tracks, one for each at most; those of tracks that were removed later count too."""
    return (*finishes_of(history.chains, clock), *finishes_of(history.removed, clock))


def finishes_of(chains: Mapping[str, Chain], clock: Clock) -> tuple[Finish, ...]:
    """The finishes of the tracks with these *chains*, by path, in the order of *chains*."""
    times = ((path, _finish_time(chain, clock)) for path, chain in chains.items())
    return tuple(Finish(path, clock.day_of(seconds)) for path, seconds in times if seconds is not None)


def _finish_time(chain: Chain, clock: Clock) -> int | None:
    """When the track was finished, in seconds since 1970; None if it is not."""
    stages = [observation.stage for observation in chain]
    if clock.finished.isdisjoint(stages):
        return None
    found, was_active = None, False
    for stage, seconds in without_returns([*zip(stages, start_times(chain), strict=True)]):
        if stage is None:
            continue
        if stage in clock.finished:
            found = seconds if was_active else found
            was_active = False
        else:
            was_active = stage not in clock.stopped
            found = None if was_active else found
    return found
