"""Tabulated: tables drawn by tabulate; no other module knows it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

import tabulate
from tabulate import DataRow, TableFormat

# A heading takes no more room than its column.
tabulate.MIN_PADDING = 0

Row = Sequence[str]


class Frame(NamedTuple):
    """What is drawn around cells: whole lines, each left out if it is empty, and what stands beside the cells."""

    top: str = ""
    below_heading: str = ""
    between_rows: str = ""
    bottom: str = ""
    left: str = ""
    gap: str = "  "
    right: str = ""


def framed(frame: Frame, heading: Row, rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a table of cells that are as wide as their columns already, in *frame*."""
    row = DataRow(frame.left, frame.gap, frame.right)
    table_format = TableFormat(
        lineabove=_line(frame.top),
        linebelowheader=_line(frame.below_heading),
        linebetweenrows=_line(frame.between_rows),
        linebelow=_line(frame.bottom),
        headerrow=row,
        datarow=row,
        padding=0,
        with_header_hide=None,
    )
    return _lines(table_format, heading, rows, [None] * len(heading))


def _line(text: str) -> Callable[[list[int], list[str]], str] | None:
    return (lambda _widths, _aligns: text) if text else None


def tabulated(
    table_format: str | TableFormat,
    heading: Row,
    rows: Sequence[Row],
    numbers: Collection[int],
    *,
    align: str | None = "left",
) -> Iterator[str]:
    """The lines of a table in a format, perhaps one that tabulate knows by name.

    Columns whose index is in *numbers* are aligned at the right, the others as *align* says; None: not at all.
    """
    aligns = ["right" if number in numbers else align for number in range(len(heading))]
    return _lines(table_format, heading, rows, aligns)


def _lines(
    table_format: str | TableFormat, heading: Row, rows: Sequence[Row], aligns: Sequence[str | None]
) -> Iterator[str]:
    # tabulate must not take ids such as `42924e28` for numbers.
    text = tabulate.tabulate(rows, heading, table_format, colalign=aligns, disable_numparse=True)
    return map(str.rstrip, text.split("\n"))


def _markdown_rule(widths: list[int], aligns: list[str]) -> str:
    dashes = (
        "-" * max(width - 3, 1) + ":" if align == "right" else "-" * max(width - 2, 1)
        for width, align in zip(widths, aligns, strict=True)
    )
    return f"| {' | '.join(dashes)} |"


_MARKDOWN_ROW = DataRow("|", "|", "|")
MARKDOWN = TableFormat(
    lineabove=None,
    linebelowheader=_markdown_rule,
    linebetweenrows=None,
    linebelow=None,
    headerrow=_MARKDOWN_ROW,
    datarow=_MARKDOWN_ROW,
    padding=1,
    with_header_hide=None,
)
"""GitHub Flavored Markdown; tabulate's own formats mark the alignment of no column or of each."""
