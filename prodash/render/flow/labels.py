"""Labels: names and numbers at the right edge of a picture, each beside its area and none on another."""

from collections.abc import Mapping, Sequence

from prodash.render.charts.labels import spread
from prodash.render.charts.series import Series
from prodash.render.flow.fills import IN_ROW, Fill, swatch
from prodash.render.flow.size import Size
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, paint
from prodash.render.terminal.width import flow, width

_GAP = "  "
_AROUND_NUMBER = 3
"""The columns of a label that has no name, but for its digits."""

_MARGINS = 2 * BADGE_MARGIN
"""The columns beside a name: they are left free without colours too, so that pictures are of one size."""

_MIN_NAME, _MIN_BESIDE_EMOJI = 5, 12
"""The columns that names have at least, and with emoji beside them."""


def placed_labels(
    areas: Sequence[Series], fills: Sequence[Fill], size: Size, room: int, screen: Screen
) -> tuple[Mapping[int, str], list[str]]:
    """The labels of *areas* by the row beside which they stand, in *room* columns, and lines for those without room."""
    column = size.column([area.counts[-1] for area in areas], IN_ROW, is_last=True)
    rows = rows_of_labels(column, size.rows, IN_ROW)
    texts = _labels(areas, fills, screen, room)
    is_nameless = room - _AROUND_NUMBER == _digits(areas)
    unnamed = [number for number in reversed(range(len(areas))) if is_nameless or number not in rows]
    below = [_labels([areas[n]], [fills[n]], screen, screen.columns)[0].strip() for n in unnamed]
    if below and not is_nameless:
        below.insert(0, paint(f"and {len(below):,} more:", DIM, screen.depth))
    return {row: texts[number] for number, row in rows.items()}, flow(below, _GAP, screen)


def room_of_labels(areas: Sequence[Series], screen: Screen, others: int) -> int:
    """The columns for labels at the right of a picture: all that they need if that leaves *others*, or what is left."""
    least = _digits(areas) + _AROUND_NUMBER
    left = screen.columns - others - least - 1 - _MARGINS
    return least + (1 + _MARGINS + min(_widest(areas, screen), left) if left >= _MIN_NAME else 0)


def rows_of_labels(column: Sequence[int], rows: int, in_row: int) -> Mapping[int, int]:
    """The row of the label of each area with these *edges*, the lowest first: the middle of the area, or near to it.

    If there are too few rows, the thinnest areas have none.
    """
    heights = [edge - below for edge, below in zip(column, (0, *column), strict=False)]
    chosen = sorted(sorted(range(len(column)), key=lambda number: -heights[number])[:rows])
    # Two places to a row: the middle of a row is one of them.
    middles = [(2 * column[number] - heights[number]) // in_row for number in chosen]
    places = spread(middles, 2, 2 * rows)
    return {number: place // 2 for number, place in zip(chosen, places, strict=True)}


def _labels(areas: Sequence[Series], fills: Sequence[Fill], screen: Screen, room: int) -> list[str]:
    """The sign, the number and the name of each of *areas* in *room* columns; without names if there is no room."""
    heads = [
        f" {swatch(fill, screen.depth)} {_number(area, _digits(areas), screen)}"
        for area, fill in zip(areas, fills, strict=True)
    ]
    room -= _digits(areas) + _AROUND_NUMBER + 1 + _MARGINS
    if room <= 0:
        return heads
    if room < min(_widest(areas, screen), _MIN_BESIDE_EMOJI):
        screen = screen._replace(emoji=False)
    if any(width(area.name) > room for area in areas if area.joined > 1):
        areas = [area._replace(name=area.short_name) for area in areas]
    show = badge_column(areas, screen, room + (0 if screen.depth is Depth.NONE else _MARGINS))
    return [f"{head} {show(area)}" for head, area in zip(heads, areas, strict=True)]


def _widest(areas: Sequence[Series], screen: Screen) -> int:
    """The columns of the widest name with the emoji beside it."""
    return width(badge_column(areas, screen._replace(depth=Depth.NONE))(areas[0]))


def _digits(areas: Sequence[Series]) -> int:
    """The columns that the numbers of tracks take."""
    return max((len(f"{area.counts[-1]:,}") for area in areas), default=1)


def _number(area: Series, digits: int, screen: Screen) -> str:
    return paint(f"{area.counts[-1]:>{digits},}", BOLD if area.counts[-1] else DIM, screen.depth)
