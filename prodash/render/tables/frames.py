"""Frames: the styles of tables for people, and the lines around the cells of each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from prodash.render.terminal.screen import Depth
from prodash.render.terminal.style import DIM, paint

if TYPE_CHECKING:
    from prodash.render.tables.tabulated import Frame

NO_FRAME = "plain"
"""The style without a frame, which tabulate does not draw."""

_Edges = tuple[str, str, str, str, str]

_THIN = "├─┼┤"
STYLES: Mapping[str, _Edges] = {
    NO_FRAME: ("", "", "", "", ""),
    "rounded": ("╭─┬╮", _THIN, "", "╰─┴╯", "│"),
    "grid": ("┌─┬┐", _THIN, _THIN, "└─┴┘", "│"),
    "outline": ("┌─┬┐", _THIN, "", "└─┴┘", "│"),
    "heavy": ("┏━┳┓", "┣━╋┫", "", "┗━┻┛", "┃"),
    "double": ("╔═╦╗", "╠═╬╣", "", "╚═╩╝", "║"),
    "simple": ("", " -  ", "", "", ""),
}
"""The line above, below the heading, between rows and below, each as start, line, crossing and end; the line beside cells."""

_MARGIN = " "


def gap_and_edges(style: str) -> tuple[int, int]:
    """The columns that *style* takes between two cells, and at both ends of a row together."""
    edge = len(STYLES[style][-1])
    return 2 * len(_MARGIN) + edge, 2 * (len(_MARGIN) + edge) if edge else 0


def framed_lines(
    style: str, heading: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], depth: Depth
) -> Iterator[str]:
    """The lines of a table in *style*; the cells are as wide as *widths* say."""
    from prodash.render.tables.tabulated import framed

    return framed(_frame(style, widths, depth), heading, rows)


def _frame(style: str, widths: Sequence[int], depth: Depth) -> "Frame":
    from prodash.render.tables.tabulated import Frame

    *lines, edge = STYLES[style]
    top, below_heading, between_rows, bottom = (
        paint(_line(line, widths, has_edges=bool(edge)), DIM, depth) for line in lines
    )
    painted = paint(edge, DIM, depth)
    left, right = (painted + _MARGIN, _MARGIN + painted) if edge else ("", "")
    gap = _MARGIN + painted + _MARGIN
    return Frame(top, below_heading, between_rows, bottom, left, gap, right)


def _line(signs: str, widths: Sequence[int], *, has_edges: bool) -> str:
    """The line of these *signs*; a table without edges has no line between its columns either."""
    if not signs:
        return ""
    start, line, crossing, end = tuple(signs)
    if not has_edges:
        return (2 * _MARGIN).join(line * width for width in widths)
    return start + crossing.join(line * (width + 2 * len(_MARGIN)) for width in widths) + end
