"""Distribution: the chance that tracks are done after so many weeks, if the weeks to come are like past ones.

weeks before      0 1 0 2 1 0      each is as likely as the others to come next, whatever came before
one week          0: 3/6   1: 2/6   2: 1/6
two weeks         0: 9/36  1: 12/36 …     the convolution of one week with one week
3 tracks left     done after 1 week: 0; after 2: 5/36; …     the curve

Nothing is drawn by chance, so the same history always gives the same dates.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

_NEGLIGIBLE = 1e-10
"""Chances below it change no figure that is shown."""

_SURE = 1 - 1e-6


class Sums(NamedTuple):
    """How many tracks are finished after some weeks: the chances of `fewest`, of one more, … and that all are `done`."""

    fewest: int
    chances: Sequence[float]
    done: float


def done_curve(counts: tuple[int, ...], todo: int, of_all: int, weeks: int) -> tuple[float, ...]:
    """The chances that *todo* tracks are done after 1, 2, … weeks, up to so many *weeks* or until it is sure.

    The *counts* of past weeks, not all of them 0, are those of all tracks.  Of these, *of_all* are to do, and each is as
    likely as the others to be finished next.
    """
    enough = _enough(todo, of_all)
    return tuple(
        min(sums.done + sum(map(mul, sums.chances, enough[sums.fewest :])), 1.0)
        for sums in _sums_of(counts, of_all, weeks)
    )


def _enough(todo: int, of_all: int) -> Sequence[float]:
    """The chance that all *todo* tracks are among the first 0, 1, 2, … that are finished of all."""
    chances = [1.0]
    for finished in range(of_all, 0, -1):
        chances.append(chances[-1] * max(finished - todo, 0) / finished)
    return chances[::-1]


# All projects that get a share of the same finishes have the same sums.
@lru_cache(maxsize=8)
def _sums_of(counts: tuple[int, ...], todo: int, weeks: int) -> Sequence[Sums]:
    """The sums after 1, 2, … weeks, up to so many *weeks* or until it is sure that *todo* tracks are done."""
    return tuple(_sums(counts, todo, weeks))


def _sums(counts: Sequence[int], todo: int, weeks: int) -> Iterator[Sums]:
    week = [(number, times / len(counts)) for number, times in sorted(Counter(counts).items())]
    fewest, chances, done = 0, [1.0], 0.0
    for _ in range(weeks):
        after = _convolved(chances, week)
        done += sum(after[todo - fewest :])
        chances, left_out = _without_negligible(after[: todo - fewest])
        fewest += left_out
        yield Sums(fewest, chances, min(done, 1.0))
        if done > _SURE or not chances:
            return


def _convolved(chances: Sequence[float], week: Sequence[tuple[int, float]]) -> list[float]:
    """The chances of the sums of two numbers."""
    size = len(chances)
    found = [0.0] * (size + week[-1][0])
    for number, chance in week:
        part = zip(found[number : number + size], chances, strict=True)
        found[number : number + size] = [known + chance * one for known, one in part]
    return found


def _without_negligible(chances: list[float]) -> tuple[list[float], int]:
    """*chances* without negligible ones at both ends, and how many are left out at the beginning."""
    first, end = 0, len(chances)
    while end and chances[end - 1] < _NEGLIGIBLE:
        end -= 1
    while first < end and chances[first] < _NEGLIGIBLE:
        first += 1
    return chances[first:end], first
