"""Size: how many rows a picture has, and how many tracks they stand for."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.render.flow.edges import edges
from prodash.render.terminal.screen import Screen

_MOST_ROWS, _FEWEST_ROWS = 16, 6


class Size(NamedTuple):
    """So many *rows*, which have room for *limit* tracks; the highest column has *top* of them."""

    rows: int
    limit: int
    top: int

    def column(self, counts: Sequence[int], in_row: int, *, is_last: bool) -> tuple[int, ...]:
        """The edges of a column with these tracks, which has one part at least if there are any."""
        total = sum(counts)
        height = max(round(total * self.rows * in_row / self.limit), 1 if total else 0)
        return edges(counts, height, in_row, is_last=is_last)


def size_of(top: int, areas: int, screen: Screen) -> Size:
    """A row or more for each of *top* tracks, or a row for two, or as many rows as half of the screen has.

    There is a row for each of so many *areas*, if possible, so that each has room for its name.
    """
    half = _MOST_ROWS if screen.height is None else screen.height // 2
    most = min(max(half, _FEWEST_ROWS), _MOST_ROWS)
    if top <= most:
        for_each = min(-(-areas // top), most // top)
        return Size(top * for_each, top, top)
    rows = -(-top // 2)
    return Size(rows, 2 * rows, top) if rows <= most else Size(most, top, top)
