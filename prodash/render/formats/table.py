"""Table: a sheet in aligned columns that fit the screen."""

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
_MANY = 256


def table(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The sheet's cells under the columns' names, line by line; nothing where there are no rows.

    Columns that may shrink do so, the widest first; where that is not enough, those of the highest
    rank leave.  Cells have no space around them.
    """
    if not sheet.rows:
        return
    strips = [_Strip.of(column, sheet.rows, screen, column.name) for column in sheet.for_people]
    shown = [
        (strip, wide, strip.shown(wide, screen, str.strip)) for strip, wide in _fitted(strips, screen.width)
    ]
    yield _line(show(Cell(strip.column.name, DIM)) for strip, _, show in shown)
    yield _line(paint(_RULE * wide, DIM, screen.depth) for _, wide, _ in shown)
    yield from map(_line, zip(*(map(show, strip.cells) for strip, _, show in shown), strict=True))


def listed(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The sheet's cells, a line for each row, without the columns' names and those in which nothing stands."""
    strips = [_Strip.of(column, sheet.rows, screen) for column in sheet.for_people]
    used = [strip for strip in strips if any(cell.text for cell in strip.cells)]
    shown = [(strip, strip.shown(wide, screen, str)) for strip, wide in _fitted(used, screen.width)]
    return map(_line, zip(*(map(show, strip.cells) for strip, show in shown), strict=True))


@dataclass(frozen=True, slots=True)
class _Strip:
    """The cells of one column, how wide it is if nothing is cut, and the room in that at the sides of badges."""

    column: Column[Any]
    cells: list[Cell]
    needed: int
    margin: int

    @classmethod
    def of(cls, column: Column[T], rows: Sequence[T], screen: Screen, name: str = "") -> "_Strip":
        """The strip of these *rows*, in which *name* has room too."""
        cells = [_clean(column.cell(row)) for row in rows] if column.cell else []
        badges = screen.depth is not Depth.NONE and any(cell.look.paper for cell in cells)
        needed = max((width(cell.text) for cell in cells), default=0)
        margin = _MARGIN if badges else 0
        return cls(column, cells, max(needed, width(name)) + 2 * margin, margin)

    def shown(self, wide: int, screen: Screen, trim: Callable[[str], str]) -> Callable[[Cell], str]:
        """Cells as they are shown where there is so much room, padded; what *trim* takes off is left out."""

        def show(cell: Cell) -> str:
            text = shorten(cell.text, wide - 2 * self.margin)
            return pad(trim(_painted(text, cell.look, self.margin, screen.depth)), wide)

        # Stages, names and dates are the same in many rows.
        return lru_cache(_MANY)(show)


def _clean(cell: Cell) -> Cell:
    text = clean(cell.text)
    return cell if text is cell.text else Cell(text, cell.look)


def _painted(text: str, look: Look, margin: int, depth: Depth) -> str:
    """A text as it is shown; in a column with badges the other cells keep as much room at their sides."""
    if look.paper:
        return badge(text, look.paper, depth)
    # Behind a colour code, so that the space is not trimmed.
    return (RESET + " " * margin if margin and text else "") + paint(text, look, depth)


def _line(cells: Iterable[str]) -> str:
    return _GAP.join(cells).rstrip()


def _fitted(strips: Sequence[_Strip], room: int | None) -> list[tuple[_Strip, int]]:
    """The columns that stay, each with its width."""
    columns, needed = [strip.column for strip in strips], [strip.needed for strip in strips]
    widths = dict(enumerate(needed)) if room is None else _widths(columns, needed, room)
    return [(strips[number], wide) for number, wide in widths.items()]


def _widths(columns: Sequence[Column[Any]], needed: Sequence[int], room: int) -> dict[int, int]:
    """The width of each column that stays, by its number."""
    widths = dict(enumerate(needed))
    leaving = sorted(range(len(columns)), key=lambda number: columns[number].rank)
    while True:
        least = {n: min(needed[n], columns[n].least or needed[n]) for n in widths}
        shrunk = _shrunk(widths, least, room)
        if _total(shrunk) <= room:
            return shrunk
        last = leaving.pop()
        if not columns[last].rank:
            return _shrunk(shrunk, dict.fromkeys(shrunk, 1), room)
        del widths[last]


def _shrunk(widths: dict[int, int], least: dict[int, int], room: int) -> dict[int, int]:
    """Narrower columns, taken from those that can give most, until they fit or none can give more."""
    widths = dict(widths)
    while (over := _total(widths) - room) > 0:
        spare = {number: widths[number] - least[number] for number in widths}
        most = max(spare.values())
        if most <= 0:
            break
        roomiest = [number for number in spare if spare[number] == most]
        second = max((one for one in spare.values() if one < most), default=0)
        step = max(min(most - max(second, 0), over // len(roomiest)), 1)
        for number in roomiest[: max(over // step, 1)]:
            widths[number] -= step
    return widths


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + len(_GAP) * (len(widths) - 1)
