"""Conflict lines: the fields in conflict one below the other, on a screen too narrow for both sides in a row."""

from collections.abc import Iterator, Mapping, Sequence

from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.conflicts import ConflictRow
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, BOLD, DIM, badge, paint
from prodash.render.terminal.width import clean, pad, shorten, width

_GAP = "  "
_SIDES = ("ours", "theirs")
_SIDE_WIDTH = max(map(len, _SIDES))

_Columns = Mapping[str, Column[ConflictRow]]


def fits_in_rows(sheet: Sheet[ConflictRow], screen: Screen) -> bool:
    """Whether *screen* has room for both sides in a row, so that no stage or date is cut."""
    fields = max((width(clean(row.field.name)) for row in sheet.rows), default=0)
    columns = [column for column in sheet.columns if column.name in {"title", *_SIDES}]
    needed = fields + sum((column.min_width or 0) + len(_GAP) for column in columns)
    return screen.width is None or needed <= screen.width


def conflict_lines(sheet: Sheet[ConflictRow], rows: Sequence[ConflictRow], screen: Screen) -> str:
    """For each file its name, for each field in conflict its name and, below that, what each side has."""
    columns = {column.name: column for column in sheet.columns}
    return "\n".join(
        line.rstrip() for at, row in enumerate(rows) for line in _lines(row, columns, screen, at)
    )


def _lines(row: ConflictRow, columns: _Columns, screen: Screen, at: int) -> Iterator[str]:
    if row.is_first:
        yield from [""] if at else []
        yield paint(shorten(clean(row.name), screen.columns), BOLD, screen.depth)
    yield shorten(clean(row.field.name), screen.columns)
    starts = [f"{_GAP}{paint(pad(side, _SIDE_WIDTH), DIM, screen.depth)}{_GAP}" for side in _SIDES]
    room = screen.columns - 2 * len(_GAP) - _SIDE_WIDTH
    cells = [cell(row) for side in _SIDES if (cell := columns[side].cell)]
    yield from map(str.__add__, starts, _values(cells, screen, room))


def _values(cells: Sequence[Cell], screen: Screen, room: int) -> Iterator[str]:
    """The values of both sides in *room* columns; stages are badges of one width."""
    badges = [cell for cell in cells if cell.look.is_badge]
    emoji_width = max((width(clean(cell.emoji)) + bool(cell.emoji) for cell in badges), default=0)
    emoji_width *= screen.emoji
    margins = 0 if screen.depth is Depth.NONE else 2 * BADGE_MARGIN
    most = max(room - emoji_width - margins, 1)
    longest = min(most, max((width(clean(cell.text)) for cell in badges), default=0))
    for cell in cells:
        if cell.look.is_badge:
            emoji = pad(clean(cell.emoji), emoji_width) if emoji_width else ""
            text = pad(shorten(clean(cell.text), longest), longest)
            yield emoji + badge(text, cell.look, screen.depth)
        else:
            yield shorten(cell.text, room)
