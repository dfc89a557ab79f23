"""Table: a sheet in aligned columns that fit the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from prodash.render.screen import Depth, Screen
from prodash.render.sheet import Cell, Column, Sheet
from prodash.render.style import DIM, RESET, badge, paint
from prodash.render.width import clean, pad, shorten, width

T = TypeVar("T")

_GAP = "  "
_RULE = "─"
_MARGIN = 1


def table(sheet: Sheet[T], screen: Screen) -> str:
    """The sheet's cells under the columns' names; empty where there are no rows.

    Columns that may shrink do so, the widest first; where that is not enough, those of the highest
    rank leave.
    """
    if not sheet.rows:
        return ""
    laid = _laid_out(sheet, screen, named=True)
    names = [Cell(column.name, DIM) for column in laid.columns]
    # Headings as rows of their own: those of tabulate are never narrower than their text and two more.
    rules = [paint(_RULE * wide, DIM, screen.depth) for wide in laid.widths.values()]
    return _aligned([laid.painted(names, screen), rules, *(laid.painted(line, screen) for line in laid.grid)])


def listed(sheet: Sheet[T], screen: Screen) -> list[str]:
    """The sheet's cells, a line for each row, without the columns' names and those in which nothing stands."""
    used = [c for c in sheet.columns if c.cell and any(c.cell(row).text for row in sheet.rows)]
    laid = _laid_out(sheet._replace(columns=used), screen, named=False)
    widths = laid.widths.values()
    return [_GAP.join(map(pad, laid.painted(line, screen), widths)).rstrip() for line in laid.grid]


@dataclass(frozen=True, slots=True)
class _Laid:
    """Cells with the width of each column that stays, by its number, and the room at the sides of badges."""

    columns: list[Column[Any]]
    grid: list[list[Cell]]
    margins: list[int]
    widths: dict[int, int]

    def painted(self, line: list[Cell], screen: Screen) -> list[str]:
        """The cells of one line as they are shown, without those of columns that left."""
        return [_painted(line[n], wide, self.margins[n], screen) for n, wide in self.widths.items()]


def _laid_out(sheet: Sheet[T], screen: Screen, *, named: bool) -> _Laid:
    """The cells of *sheet* in columns that fit; where they are *named*, the names have room too."""
    columns = [column for column in sheet.columns if column.cell]
    grid = [[_cell(column, row) for column in columns] for row in sheet.rows]
    margins = [
        _MARGIN if screen.depth is not Depth.NONE and any(line[number].look.paper for line in grid) else 0
        for number in range(len(columns))
    ]
    needed = [
        2 * margins[number]
        + max(width(column.name) if named else 0, *(width(line[number].text) for line in grid), 0)
        for number, column in enumerate(columns)
    ]
    return _Laid(columns, grid, margins, _fitted(columns, needed, screen.width))


def _cell(column: Column[T], row: T) -> Cell:
    cell = column.cell(row) if column.cell else Cell("")
    return cell._replace(text=clean(cell.text))


def _painted(cell: Cell, columns: int, margin: int, screen: Screen) -> str:
    """A cell as it is shown; in a column with badges the other cells keep as much room at their sides."""
    text = shorten(cell.text, columns - 2 * margin)
    if cell.look.paper:
        return badge(text, cell.look.paper, screen.depth)
    # tabulate strips spaces, but not behind a colour code.
    return (RESET + " " * margin if margin and text else "") + paint(text, cell.look, screen.depth)


def _fitted(columns: Sequence[Column[T]], needed: Sequence[int], room: int | None) -> dict[int, int]:
    """The width of each column that stays, by its number."""
    widths = dict(enumerate(needed))
    if room is None:
        return widths
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


def _aligned(rows: list[list[str]]) -> str:
    from tabulate import DataRow, TableFormat, tabulate

    row = DataRow("", _GAP, "")
    shape: Any = TableFormat(
        lineabove=None,
        linebelowheader=None,
        linebetweenrows=None,
        linebelow=None,
        headerrow=row,
        datarow=row,
        padding=0,
        with_header_hide=None,
    )
    text = tabulate(rows, tablefmt=shape, disable_numparse=True)
    return "\n".join(line.rstrip() for line in text.split("\n"))
