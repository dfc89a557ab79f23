"""Outlook: when tracks will be done and how sure that is, as the tempo of a few past weeks is itself not quite known.

                       chance that all is done
tempo of past weeks    ▁▂▄▆▇█       the curve of `distribution`
a slower one           ▁▁▂▃▅▆       the same curve, stretched
a quicker one          ▂▅▇███       the same, compressed; the outlook is the average of ten equally likely ones

Without it, dates called 85 % sure are kept in as few as 34 of 100 cases where much more is left to do than was ever done.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from prodash.model.forecast.distribution import done_curve

MAX_WEEKS = 261
"""Five years; nobody plans further ahead."""

_DEVIATIONS = (-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645)
"""The middles of ten equally likely parts of a normal distribution."""

_SURE = 0.9995
"""A chance that is told as 100 of 100."""

_SLOWEST = 0.02
"""A tempo that is never quite zero, as something was finished."""


class Outlook(NamedTuple):
    """The `curve` of chances after 1, 2, … weeks at the tempo of past weeks, and the equally likely `tempos` relative to it."""

    curve: Sequence[float]
    tempos: Sequence[float]

    def chance(self, weeks: float) -> float:
        """The chance that all is done after so many *weeks*; as far as the curve reaches, which `reaches` says."""
        return sum(self._chance_at_tempo(weeks * tempo) for tempo in self.tempos) / len(self.tempos)

    def reaches(self, weeks: float) -> bool:
        """Whether the chance is known after so many *weeks*: up to five years, and later if all is sure to be done by then."""
        return weeks <= MAX_WEEKS or self.curve[-1] >= _SURE

    def weeks_until(self, chance: float) -> int | None:
        """After how many whole weeks the chance is at least *chance*; None for more than five years."""
        if self.chance(MAX_WEEKS) < chance:
            return None
        impossible, enough = 0, MAX_WEEKS
        while enough - impossible > 1:
            middle = (impossible + enough) // 2
            impossible, enough = (impossible, middle) if self.chance(middle) >= chance else (middle, enough)
        return enough

    def _chance_at_tempo(self, weeks: float) -> float:
        """The chance on the curve, which is straight between two weeks."""
        whole = int(weeks)
        if whole >= len(self.curve):
            return self.curve[-1]
        before = self.curve[whole - 1] if whole else 0.0
        return before + (self.curve[whole] - before) * (weeks - whole)


# Projects with as many tracks to do often have the same one.
@lru_cache(maxsize=128)
def outlook(counts: tuple[int, ...], todo: int, of_all: int) -> Outlook:
    """The outlook for *todo* tracks *of_all* that are to do, from the *counts* of past weeks, as for `done_curve`."""
    tempos = likely_tempos(counts)
    weeks = int(MAX_WEEKS * tempos[-1]) + 1
    return Outlook(done_curve(counts, todo, of_all, weeks), tempos)


def likely_tempos(counts: Sequence[int]) -> tuple[float, ...]:
    """Ten equally likely tempos, the slowest first, relative to the average of the *counts* of past weeks.

    They have the gamma distribution that past weeks with these counts leave for the true average, by the approximation
    of Wilson and Hilferty.
    """
    average = sum(counts) / len(counts)
    spread = sum((count - average) ** 2 for count in counts) / max(len(counts) - 1, 1)
    unsure = spread / (len(counts) * average**2)
    return tuple(
        max(1 - unsure / 9 + deviation * sqrt(unsure) / 3, 0) ** 3 or _SLOWEST for deviation in _DEVIATIONS
    )
