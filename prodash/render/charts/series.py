"""Series: counts over time with a name, and few of them out of many, as neighbours are joined."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Series(NamedTuple):
    """A count for each day of a chart; `colour` is `#rrggbb` or empty.

    joined   how many series stand together here, and `ends` the names of the first and the last of them
    """

    name: str
    colour: str
    counts: tuple[int, ...]
    emoji: str = ""
    joined: int = 1
    ends: tuple[str, str] = ("", "")

    @property
    def peak(self) -> int:
        """The largest count."""
        return max(self.counts, default=0)

    @property
    def short_name(self) -> str:
        """The name of the first one and how many others stand with it: `Seed +3`."""
        return f"{self.ends[0]} +{self.joined - 1}" if self.joined > 1 else self.name


def join_neighbours(series: Sequence[Series], most: int) -> Sequence[Series]:
    """*series* without the empty ones, at most *most*: again and again, the two neighbours with least in them are joined."""
    kept = [one for one in series if any(one.counts)]
    while len(kept) > most:
        peaks = [one.peak + other.peak for one, other in pairwise(kept)]
        here = peaks.index(min(peaks))
        kept[here : here + 2] = [_joined(kept[here], kept[here + 1])]
    return kept


def _joined(one: Series, other: Series) -> Series:
    """Both as one, in the colour of the larger."""
    counts = tuple(map(sum, zip(one.counts, other.counts, strict=True)))
    first, last = one.ends[0] or one.name, other.ends[1] or other.name
    colour = max(one, other, key=lambda side: side.peak).colour
    return Series(f"{first} – {last}", colour, counts, joined=one.joined + other.joined, ends=(first, last))
