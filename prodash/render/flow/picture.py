"""Picture: how many tracks were in each stage over time, as areas that lie on each other.

10                     -------- -  3 Seed         a number stands in the row that reaches up to so many tracks
               --------········ ·  2 Writing      a name stands where its area ends
 5     ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
   ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ ▓  5 Published
 0 ────────┬──────────┬────────
           Sep        Oct
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from prodash.model.flow.stage_counts import Flow
from prodash.render.flow.areas import areas_of, columns_of, periods_of_columns
from prodash.render.flow.axes import axis_lines, numbers_of_rows
from prodash.render.flow.edges import Cell, cells
from prodash.render.flow.fills import IN_ROW, Fill, fills_of, run
from prodash.render.flow.labels import placed_labels, room_of_labels
from prodash.render.flow.size import Size, size_of
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import DIM, paint

_MIN_PLOT, _PLOT_SHARE = 16, 0.4
"""The columns of the plot, and its share of the screen, that are more important than names."""


def area_picture(flow: Flow, screen: Screen) -> str:
    """The tracks in each stage over time, with names and numbers at the right; empty if there never was a track."""
    every = areas_of(flow)
    if not every:
        return ""
    left = len(f"{max(map(sum, columns_of(every))):,}") + 1
    room = room_of_labels(every, screen, left + max(int(screen.columns * _PLOT_SHARE), _MIN_PLOT))
    periods = periods_of_columns(len(flow.days), max(screen.columns - left - room, 1))
    areas = [area._replace(counts=tuple(area.counts[period] for period in periods)) for area in every]
    columns, fills = columns_of(areas), fills_of(areas, screen.depth)
    # Columns may miss the only period that has tracks.
    size = size_of(max(*map(sum, columns), 1), len(areas), screen)
    beside, below = placed_labels(areas, fills, size, room, screen)
    rows = _rows(_plot(columns, size, fills, screen.depth), size, left, beside, screen)
    axis = axis_lines([flow.days[period] for period in periods], left, screen)
    return "\n".join([*rows, *axis, *below])


def _rows(
    plot: Sequence[str], size: Size, left: int, beside: Mapping[int, str], screen: Screen
) -> Iterator[str]:
    """The rows of *plot* from above, with numbers at the left, and at the right what stands *beside* each."""
    numbers = numbers_of_rows(size)
    for row in reversed(range(size.rows)):
        number = paint(f"{numbers.get(row, ''):>{left - 1}}", DIM, screen.depth)
        yield f"{number} {plot[row]}{beside.get(row, '')}".rstrip()


def _plot(columns: Sequence[tuple[int, ...]], size: Size, fills: Sequence[Fill], depth: Depth) -> list[str]:
    """The rows of the areas alone, the lowest first."""
    in_row = 1 if depth is Depth.NONE else IN_ROW

    @cache
    def cells_of(counts: tuple[int, ...], *, is_last: bool = False) -> tuple[Cell, ...]:
        return cells(size.column(counts, in_row, is_last=is_last), size.rows, in_row)

    rows = zip(*map(cells_of, columns[:-1]), cells_of(columns[-1], is_last=True), strict=True)
    return ["".join(run(cell, len([*same]), fills, depth) for cell, same in groupby(row)) for row in rows]
