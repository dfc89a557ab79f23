"""Distribution: the chance that a number of tracks is done after so many weeks, if the weeks to come are like past ones.

weeks before      0 1 0 2 1 0      each is as likely as the others to come next, whatever came before
one week          0: 3/6   1: 2/6   2: 1/6
two weeks         0: 9/36  1: 12/36 …     the convolution of one week with one week
3 tracks left     done after 1 week: 0; after 2: 5/36; …     the curve

Nothing is drawn by chance, so the same history always gives the same dates.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp, lgamma, log

_NEGLIGIBLE = 1e-10
"""Chances below it change no figure that is shown."""

_SURE = 1 - 1e-6


def week_chances(counts: Sequence[int], share: float = 1.0) -> tuple[float, ...]:
    """The chances that 0, 1, 2, … tracks are finished in a week, from the *counts* of past weeks.

    With a *share*, each finish counts with that chance, independently of the others.
    """
    chances = [0.0] * (max(counts) + 1)
    for count, weeks in Counter(counts).items():
        for number, chance in enumerate(_binomial(count, share)):
            chances[number] += chance * weeks / len(counts)
    return tuple(chances)


def _binomial(count: int, share: float) -> Sequence[float]:
    """The chances that 0, 1, …, *count* of so many independent cases occur, each with the chance *share*."""
    if share >= 1:
        return [*([0.0] * count), 1.0]
    ways = [
        lgamma(count + 1) - lgamma(number + 1) - lgamma(count - number + 1) for number in range(count + 1)
    ]
    occur, not_occur = log(share), log(1 - share)
    return [exp(way + number * occur + (count - number) * not_occur) for number, way in enumerate(ways)]


def done_curve(chances: Sequence[float], todo: int, weeks: int) -> tuple[float, ...]:
    """The chances that *todo* tracks are done after 1, 2, … weeks, up to so many *weeks* or until it is sure.

    *chances* are those of a week, from `week_chances`.
    """
    return tuple(_done_after_each_week(chances, todo, weeks))


def _done_after_each_week(chances: Sequence[float], todo: int, weeks: int) -> Iterator[float]:
    likely = [(number, chance) for number, chance in enumerate(chances) if chance > _NEGLIGIBLE]
    # The chance of each number of finished tracks, from `fewest` on, while there are more to do.
    fewest, undone, done = 0, [1.0], 0.0
    for _ in range(weeks):
        after = _convolved(undone, likely)
        done += sum(after[todo - fewest :])
        yield min(done, 1.0)
        undone, left_out = _without_negligible(after[: todo - fewest])
        fewest += left_out
        if done > _SURE or not undone:
            return


def _convolved(chances: Sequence[float], likely: Sequence[tuple[int, float]]) -> list[float]:
    """The chances of the sums of two numbers."""
    size = len(chances)
    found = [0.0] * (size + likely[-1][0])
    for number, chance in likely:
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
