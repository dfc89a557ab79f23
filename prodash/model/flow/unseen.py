"""Unseen: what happened to tracks that counts of stages do not show."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from prodash.model.catalogue.stage import Stages
from prodash.model.flow.periods import Window
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.history.moves import start_times


class Unseen(NamedTuple):
    """How many tracks were finished before a window or left in it, and how many moves in it went to an earlier stage.

    finished   the tracks that were finished before, and still are
    added      the tracks that were added as finished, as in an import, and still are; nobody knows when they were done
    back       the moves to an earlier stage
    archived   the tracks that went to the archive, and still are there
    removed    the tracks that were removed, and did not come back
    """

    finished: int = 0
    added: int = 0
    back: int = 0
    archived: int = 0
    removed: int = 0


class Counted(NamedTuple):
    """The *chains* that a window counts, what it does not show, and how often their tracks moved, came or left in it."""

    chains: Sequence[Chain]
    unseen: Unseen
    moves: int


def counted_in(window: Window, chains: Iterable[Chain], stages: Stages, clock: Clock) -> Counted:
    """What *window* counts of the tracks with these *chains*, and what it does not show.

    A track counts from the end of the time in which it was finished before *window*, or added as finished.
    """
    places = {stage.id: place for place, stage in enumerate(stages.path)} if stages.is_declared else {}
    kept: list[Chain] = []
    numbers: list[Unseen] = []
    moves = 0
    for chain in chains:
        times = start_times(chain)
        days = [*map(clock.day_of, times)]
        first, end = bisect_right(days, window.start), bisect_right(days, window.last)
        begin = _end_of_finished(chain, max(first - 1, 0), clock.finished)
        unseen = _unseen([seen.stage for seen in chain[max(first - 1, 0) : end]], places, clock)
        if end and begin >= end:
            unseen = unseen._replace(finished=1) if first else unseen._replace(added=1)
        numbers.append(unseen)
        kept.append(_from(chain, begin, times))
        moves += end - first
    return Counted(kept, Unseen(*map(sum, zip(*numbers, strict=True))), moves)


def _end_of_finished(chain: Chain, first: int, finished: Collection[str]) -> int:
    """Where the stay in finished stages ends in which the track is at the observation *first*; 0 if it is in another one."""
    if not chain or chain[first].stage not in finished:
        return 0
    return next((at for at in range(first, len(chain)) if chain[at].stage not in finished), len(chain))


def _from(chain: Chain, begin: int, times: Sequence[int]) -> Chain:
    """The rest of *chain*, whose first observation holds no earlier than without it; *times* are those of all."""
    if not 0 < begin < len(chain):
        return chain[begin:]
    first = chain[begin]
    return [first._replace(moment=first.moment._replace(seconds=times[begin])), *chain[begin + 1 :]]


def _unseen(stages: Sequence[str | None], places: Mapping[str, int], clock: Clock) -> Unseen:
    """What is not shown of a track that was in these *stages*, the first of them before."""
    if not any(stage and stage not in clock.stopped for stage in stages):
        return Unseen()
    path = [places.get(stage or "", -1) for stage in stages]
    back = sum(before > after >= 0 for before, after in pairwise(path))
    return Unseen(0, 0, back, int(stages[-1] in clock.stopped), int(stages[-1] is None))
