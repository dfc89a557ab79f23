"""Labels: names one above the other at the edge of a chart, each as near as there is room to what it names."""

from collections.abc import Sequence
from typing import NamedTuple


class _Pile(NamedTuple):
    """Labels that touch: how many, and the sum of the places that the first of them would have for each."""

    labels: int
    places: int

    @property
    def top(self) -> int:
        """The place of the first label at which all are nearest to what they name."""
        return self.places // self.labels


def spread(wanted: Sequence[int], gap: int, height: int) -> Sequence[int]:
    """Places in the order of the *wanted* ones, at least *gap* apart, from half a gap to *height* less half a gap.

    The height must have room for all of them.
    """
    piles: list[_Pile] = []
    for place in wanted:
        pile = _Pile(1, place)
        while piles and piles[-1].top + piles[-1].labels * gap > pile.top:
            above = piles.pop()
            moved = pile.places - pile.labels * above.labels * gap
            pile = _Pile(above.labels + pile.labels, above.places + moved)
        piles.append(pile)
    places = [pile.top + number * gap for pile in piles for number in range(pile.labels)]
    return _inside(places, gap, height)


def _inside(places: Sequence[int], gap: int, height: int) -> Sequence[int]:
    """*places* moved down from the upper end and up from the lower one, as far as they stand outside."""
    first, last = gap // 2, height - gap // 2
    down = [max(place, first + number * gap) for number, place in enumerate(places)]
    return [min(place, last - (len(down) - 1 - number) * gap) for number, place in enumerate(down)]
