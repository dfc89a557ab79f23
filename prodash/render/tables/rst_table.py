"""Table of reStructuredText: its reader finds columns by their place, which it counts in its own way."""

from collections.abc import Collection, Iterator, Sequence
from unicodedata import combining, east_asian_width

from prodash.render.tables.tabulated import Frame, Row, framed

_BLANK = ".."
"""An empty comment: a row whose first cell is blank would continue the row before."""


def rst_table(heading: Row, rows: Sequence[Row], numbers: Collection[int]) -> Iterator[str]:
    """The lines of a simple table, or of a grid if there is one column, which a simple table cannot have.

    Columns whose index is in *numbers* are aligned at the right.
    """
    cells = [[row[0] or _BLANK, *row[1:]] for row in (heading, *rows)]
    widths = [max(1, *map(_width, column)) for column in zip(*cells, strict=True)]
    head, *body = (
        [_pad(cell, widths[number], right=number in numbers) for number, cell in enumerate(row)]
        for row in cells
    )
    return framed(_grid(widths[0]) if len(widths) == 1 else _simple(widths), head, body)


def _simple(widths: Sequence[int]) -> Frame:
    rule = "  ".join("=" * width for width in widths)
    return Frame(top=rule, below_heading=rule, bottom=rule)


def _grid(width: int) -> Frame:
    thin, thick = (f"+{sign * (width + 2)}+" for sign in "-=")
    return Frame(thin, thick, thin, thin, left="| ", right=" |")


def _pad(cell: str, width: int, *, right: bool) -> str:
    spaces = " " * (width - _width(cell))
    return spaces + cell if right else cell + spaces


def _width(text: str) -> int:
    """The columns that *text* takes for docutils, which looks at each character alone."""
    if text.isascii():
        return len(text)
    return sum((east_asian_width(sign) in "WF") + (not combining(sign)) for sign in text)
