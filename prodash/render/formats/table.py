"""Table: a sheet as aligned columns that fit the screen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import DIM, RESET, Look, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width

T = TypeVar("T")

_GAP = "  "
_RULE = "─"
_MARGIN = 1
_CACHE_SIZE = 256


def table(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet*, with a header; none if there are no rows.

    Columns shrink to their `min_width` at most, those with the most spare width first.  If that is not
    enough, columns are dropped, the highest `drop_order` first.  Spaces around a cell's text are removed.
    """
    if not sheet.rows:
        return
    named = [column._replace(name=clean(column.name)) for column in sheet.table_columns]
    columns = [_LaidOutColumn.of(column, sheet.rows, screen, column.name) for column in named]
    shown = [
        (column, column_width, column.shown(column_width, screen, str.strip))
        for column, column_width in _fit(columns, screen.width)
    ]
    yield _line(show(Cell(column.source.name, DIM)) for column, _, show in shown)
    yield _line(paint(_RULE * column_width, DIM, screen.depth) for _, column_width, _ in shown)
    yield from map(_line, zip(*(map(show, column.cells) for column, _, show in shown), strict=True))


def rows_without_header(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet* without the header and without empty columns; spaces are kept."""
    columns = [_LaidOutColumn.of(column, sheet.rows, screen) for column in sheet.table_columns]
    used = [column for column in columns if any(cell.text for cell in column.cells)]
    shown = [
        (column, column.shown(column_width, screen, str)) for column, column_width in _fit(used, screen.width)
    ]
    return map(_line, zip(*(map(show, column.cells) for column, show in shown), strict=True))


@dataclass(frozen=True, slots=True)
class _LaidOutColumn:
    """The cells of one column, its width if nothing is cut, and the margin that badges add at each side."""

    source: Column[Any]
    cells: list[Cell]
    natural_width: int
    margin: int

    @classmethod
    def of(cls, column: Column[T], rows: Sequence[T], screen: Screen, name: str = "") -> "_LaidOutColumn":
        """The cells of *rows* in *column*, wide enough for *name* too."""
        cells = [_clean(column.cell(row)) for row in rows] if column.cell else []
        badges = screen.depth is not Depth.NONE and any(cell.look.is_badge for cell in cells)
        natural_width = max((width(cell.text) for cell in cells), default=0)
        margin = _MARGIN if badges else 0
        return cls(column, cells, max(natural_width, width(name)) + 2 * margin, margin)

    def shown(
        self, column_width: int, screen: Screen, strip_spaces: Callable[[str], str]
    ) -> Callable[[Cell], str]:
        """A function that gives a cell's text cut and padded to *column_width*, after *strip_spaces*."""

        def show(cell: Cell) -> str:
            text = shorten(cell.text, column_width - 2 * self.margin)
            return pad(strip_spaces(_painted(text, cell.look, self.margin, screen.depth)), column_width)

        # Many rows have the same stage, names or date.
        return lru_cache(_CACHE_SIZE)(show)


def _clean(cell: Cell) -> Cell:
    text = clean(cell.text)
    return cell if text is cell.text else Cell(text, cell.look)


def _painted(text: str, look: Look, margin: int, depth: Depth) -> str:
    """*text* with its colours; in a column with badges, other texts get the same *margin* before them."""
    if look.is_badge:
        return badge(text, look, depth)
    # The code before the margin keeps it from being stripped.
    return (RESET + " " * margin if margin and text else "") + paint(text, look, depth)


def _line(cells: Iterable[str]) -> str:
    return _GAP.join(cells).rstrip()


def _fit(columns: Sequence[_LaidOutColumn], room: int | None) -> list[tuple[_LaidOutColumn, int]]:
    """The columns that are kept, each with its width."""
    natural_widths = [column.natural_width for column in columns]
    sources = [column.source for column in columns]
    widths = dict(enumerate(natural_widths)) if room is None else _fit_widths(sources, natural_widths, room)
    return [(columns[number], column_width) for number, column_width in widths.items()]


def _fit_widths(columns: Sequence[Column[Any]], natural_widths: Sequence[int], room: int) -> dict[int, int]:
    """The width of each column that is kept, by its index."""
    widths = dict(enumerate(natural_widths))
    by_drop_order = sorted(range(len(columns)), key=lambda number: columns[number].drop_order)
    while True:
        floors = {n: min(natural_widths[n], columns[n].min_width or natural_widths[n]) for n in widths}
        shrunk = _shrink(widths, floors, room)
        if _table_width(shrunk) <= room:
            return shrunk
        last = by_drop_order.pop()
        if not columns[last].drop_order:
            return _shrink(shrunk, dict.fromkeys(shrunk, 1), room)
        del widths[last]


def _shrink(widths: dict[int, int], floors: dict[int, int], room: int) -> dict[int, int]:
    """*widths* reduced, the largest spare first, until they fit *room* or all are at their floor."""
    widths = dict(widths)
    while (excess := _table_width(widths) - room) > 0:
        spare = {number: widths[number] - floors[number] for number in widths}
        largest_spare = max(spare.values())
        if largest_spare <= 0:
            break
        widest_spare = [number for number in spare if spare[number] == largest_spare]
        next_spare = max((one for one in spare.values() if one < largest_spare), default=0)
        step = max(min(largest_spare - max(next_spare, 0), excess // len(widest_spare)), 1)
        for number in widest_spare[: max(excess // step, 1)]:
            widths[number] -= step
    return widths


def _table_width(widths: dict[int, int]) -> int:
    return sum(widths.values()) + len(_GAP) * (len(widths) - 1)
