"""Table: a sheet as aligned columns that fit the screen."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from prodash.render.formats.layout import lay_out
from prodash.render.formats.sheet import Sheet
from prodash.render.tables.frames import framed_lines, gap_and_edges
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint

T = TypeVar("T")

_GAP = "  "
_RULE = "─"


def table(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet*, with a header; none if there are no rows."""
    if not sheet.rows:
        return
    layout = lay_out(sheet, screen, len(_GAP))
    yield _line(layout.header)
    yield _line(paint(_RULE * column_width, DIM, screen.depth) for column_width in layout.widths)
    yield from map(_line, layout.rows)


def framed_table(sheet: Sheet[T], screen: Screen, style: str) -> Iterator[str]:
    """The lines of a table of *sheet* in the frame of *style*; none if there are no rows."""
    if not sheet.rows:
        return iter(())
    layout = lay_out(sheet, screen, *gap_and_edges(style))
    return framed_lines(style, layout.header, layout.widths, list(layout.rows), screen.depth)


def rows_without_header(sheet: Sheet[T], screen: Screen) -> Iterator[str]:
    """The lines of a table of *sheet* without the header and without empty columns."""
    return map(_line, lay_out(sheet, screen, len(_GAP), has_header=False).rows)


def _line(cells: Iterable[str]) -> str:
    return _GAP.join(cells).rstrip()
