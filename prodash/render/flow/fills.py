"""Fills: how an area of a picture looks, so that neighbours differ on every terminal."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.render.charts.series import Series
from prodash.render.flow.edges import Cell
from prodash.render.terminal.contrast import BLACK, WHITE, contrast, rgb
from prodash.render.terminal.screen import Depth
from prodash.render.terminal.style import Look, paint, shown_colour, two_tone

IN_ROW = 8
"""The parts of a row where there are colours: a block can be so many eighths high."""

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_PATTERNS = "▓▒░¦·-"
"""What fills areas without colours, from the lowest area up."""

_TEXTURES = (" ", "░", "¦", "▒")
"""What is drawn on areas of one colour, the lowest of them first."""

_LEAST_CONTRAST = 1.25
_ALIKE_BELOW = 30
"""Two colours look alike if red, green and blue each differ by less."""


class Fill(NamedTuple):
    """The colour of an area, and the sign that is drawn all over it: a space where the colour is enough."""

    colour: str
    sign: str


def fills_of(areas: Sequence[Series], depth: Depth) -> list[Fill]:
    """A fill for each of *areas*, the lowest first."""
    if depth is Depth.NONE:
        return [Fill("", _PATTERNS[number % len(_PATTERNS)]) for number in range(len(areas))]
    fills: list[Fill] = []
    for area in areas:
        alike = sum(_are_alike(area.colour, fill.colour, depth) for fill in fills)
        fills.append(Fill(area.colour, _TEXTURES[(alike + _is_like_paper(area.colour)) % len(_TEXTURES)]))
    return fills


def run(cell: Cell, length: int, fills: Sequence[Fill], depth: Depth) -> str:
    """A *cell* that is repeated so many times."""
    lower = None if cell.lower is None else fills[cell.lower]
    upper = None if cell.upper is None else fills[cell.upper]
    if lower is None:
        return " " * length
    if depth is Depth.NONE:
        return lower.sign * length
    if upper and (upper.colour == lower.colour or _are_alike(upper.colour, lower.colour, depth)):
        return _textured(lower if cell.parts * 2 >= IN_ROW else upper, length, depth)
    if cell.parts == IN_ROW:
        return _textured(lower, length, depth)
    return two_tone(_EIGHTHS[cell.parts] * length, lower.colour, upper.colour if upper else "", depth)


def swatch(fill: Fill, depth: Depth) -> str:
    """The sign that fills an area, to be put beside its name; a space if its colour says enough."""
    if depth is Depth.NONE or fill.sign == " ":
        return fill.sign
    return _textured(fill, 1, depth)


def _textured(fill: Fill, length: int, depth: Depth) -> str:
    if fill.sign == " ":
        return two_tone(_EIGHTHS[-1] * length, fill.colour, "", depth)
    return paint(fill.sign * length, Look(background=fill.colour), depth)


def _is_like_paper(colour: str) -> bool:
    """Whether an area of this *colour* cannot be seen on a black or on a white screen."""
    return min(contrast(rgb(colour), paper) for paper in (BLACK, WHITE)) < _LEAST_CONTRAST


def _are_alike(one: str, other: str, depth: Depth) -> bool:
    if depth is Depth.TRUE:
        return max(abs(a - b) for a, b in zip(rgb(one), rgb(other), strict=True)) < _ALIKE_BELOW
    return shown_colour(one, depth) == shown_colour(other, depth)
