"""Table: a sheet as aligned columns that fit the screen."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from prodash.render.formats.fit import fit_columns
from prodash.render.formats.laid_out_column import LaidOutColumn
from prodash.render.formats.sheet import Sheet
from prodash.render.tables.frames import framed_lines, gap_and_edges
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean

T = TypeVar("T")

_GAP = "  "
_RULE = "─"
_MIN_EQUAL_ROWS = 2


def table(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet*, with a header; none if there are no rows."""
    if not sheet.rows:
        return
    layout = _lay_out(sheet, screen, len(_GAP))
    yield _line(layout.header)
    yield _line(paint(_RULE * column_width, DIM, screen.depth) for column_width in layout.widths)
    yield from map(_line, layout.rows)


def framed_table(sheet: Sheet[T], screen: Screen, style: str) -> Iterator[str]:
    """The lines of a table of *sheet* in the frame of *style*; none if there are no rows."""
    if not sheet.rows:
        return iter(())
    layout = _lay_out(sheet, screen, *gap_and_edges(style))
    return framed_lines(style, layout.header, layout.widths, list(layout.rows), screen.depth)


def rows_without_header(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet* without the header and without empty columns."""
    return map(_line, _lay_out(sheet, screen, len(_GAP), has_header=False).rows)


def _line(cells: Iterable[str]) -> str:
    return _GAP.join(cells).rstrip()


class _Layout(NamedTuple):
    """The cells of a table, each painted and as wide as its column; `widths` has the columns."""

    header: list[str]
    widths: list[int]
    rows: Iterator[tuple[str, ...]]


def _lay_out(
    sheet: Sheet[T], screen: Screen, gap: int, edges: int = 0, *, has_header: bool = True
) -> _Layout:
    """The columns of *sheet* that fit the screen with *gap* columns between them and *edges* at both sides together.

    Columns that a narrow screen may drop are left out if they are empty, optional ones also if all rows say the same.
    """
    columns = [
        LaidOutColumn.of(column, sheet.rows, screen, clean(column.name) if has_header else "")
        for column in sheet.table_columns
    ]
    columns = [column for column in columns if _is_worth_showing(column, has_header=has_header)]
    room = None if screen.width is None else screen.width - edges
    shown = fit_columns(columns, sheet.rows, room, gap)
    header = [column.heading(column_width, screen) for column, column_width in shown]
    cells = (map(column.text_of(column_width, screen), column.cells) for column, column_width in shown)
    return _Layout(header, [column_width for _, column_width in shown], zip(*cells, strict=True))


def _is_worth_showing(column: LaidOutColumn, *, has_header: bool) -> bool:
    source = column.source
    if has_header and not (source.is_optional or source.drop_order):
        return True
    texts = {cell.text for cell in column.cells}
    is_equal = source.is_optional and len(column.cells) >= _MIN_EQUAL_ROWS and len(texts) == 1
    return any(texts) and not is_equal
