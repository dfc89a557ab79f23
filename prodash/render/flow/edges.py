"""Edges: where each band of a column begins and ends, so that the picture is true and no band is lost.

A column is divided into parts, several to a row.  A row shows two bands at most, one above the other, so there is
only one edge inside a row.  These rules hold:

- All bands together are as high as the column: what one gains or loses, its neighbours lose or gain.
- The order of the bands is kept.
- An edge is where it belongs, rounded to a part.  Only if there are others inside its row, they move together, so that
  one of them is at the nearer end of the row and bands keep their heights.
- A band with tracks has one part at least.  If there are more bands than the rows can show, the smallest are left out,
  and so are bands lower than a quarter of a row, but not in the last column, where their names stand.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

_LOWEST = 0.25
"""The height in rows from which on a band is shown everywhere."""


class Cell(NamedTuple):
    """What one row of a column shows: so many *parts* of the band *lower*, and the band *upper* above it.

    Bands are numbers; None stands for the empty room above all bands.
    """

    lower: int | None
    parts: int
    upper: int | None


def edges(counts: Sequence[int], height: int, in_row: int, *, is_last: bool = False) -> tuple[int, ...]:
    """The upper edge of each band, the lowest band first, in a column of *height* parts, *in_row* of them to a row."""
    shown = _shown(counts, height, in_row, 0 if is_last else _LOWEST * in_row * sum(counts) / (height or 1))
    below = [0, *accumulate(counts)]
    # Half of what a band takes that is left out goes to the one below it.
    ends = [(below[number + 1] + below[after]) / 2 for number, after in pairwise(shown)]
    ideal = [round(height * end / below[-1]) for end in ends]
    fitted = _fitted([*_moved(ideal, in_row), height], _highest(len(shown), height, in_row), in_row)
    by_number = dict(zip(shown, fitted, strict=True))
    return tuple(accumulate((by_number.get(number, 0) for number in range(len(counts))), max))


def cells(column: Sequence[int], rows: int, in_row: int) -> tuple[Cell, ...]:
    """What each row shows, the lowest first, of a column with these *edges*."""
    found: list[Cell] = []
    for start in range(0, rows * in_row, in_row):
        lower = _band_at(column, start)
        end = start if lower is None else min(column[lower], start + in_row)
        found.append(Cell(lower, end - start, lower if end == start + in_row else _band_at(column, end)))
    return tuple(found)


def _band_at(column: Sequence[int], part: int) -> int | None:
    return next((number for number, edge in enumerate(column) if edge > part), None)


def _shown(counts: Sequence[int], height: int, in_row: int, least: float) -> Sequence[int]:
    """The numbers of the bands with *least* tracks that the column has room for, the largest if it has too little."""
    most = height if in_row == 1 else 2 * (height // in_row) + bool(height % in_row)
    largest = sorted(range(len(counts)), key=lambda number: -counts[number])[:most]
    present = [number for number in largest if counts[number]]
    return sorted(number for number in present if counts[number] >= least) or present[:1]


def _moved(ideal: Sequence[int], in_row: int) -> Iterable[int]:
    """The *ideal* edges; those inside one row have moved together, and are one part apart at least."""
    for row, same in groupby(ideal, key=lambda edge: edge // in_row):
        group, start = [*same], row * in_row
        if len(group) - (start in group) > 1:
            # Of two, the lower one moves down or the upper one up; of more, the one in the middle moves.
            down, up = (len(group) - 1) // 2, len(group) // 2
            goes_down = group[down] - start <= start + in_row - group[up]
            middle, end = (down, start) if goes_down else (up, start + in_row)
            moved = [edge + end - group[middle] for edge in group]
            yield from (min(edge, end - middle + n) for n, edge in enumerate(moved[:middle]))
            yield from (max(edge, end + n) for n, edge in enumerate(moved[middle:]))
        else:
            yield from group


def _highest(number: int, height: int, in_row: int) -> Sequence[int]:
    """The highest place for the edge of each of so many bands, which leaves room for those above it."""
    places = [height] * bool(number)
    while len(places) < number:
        above = places[-1]
        places.append(above - (above % in_row or 1))
    return places[::-1]


def _fitted(wanted: Iterable[int], highest: Iterable[int], in_row: int) -> Sequence[int]:
    """The edges as they are *wanted*, but never two inside a row, and none on another."""
    fitted = [0]
    for edge, top in zip(wanted, highest, strict=False):
        lowest = fitted[-1] + (-fitted[-1] % in_row or 1)
        fitted.append(min(max(edge, lowest), top))
    return fitted[1:]
