"""Style: the looks of text, and the terminal codes for them at each colour depth."""

from functools import lru_cache
from typing import NamedTuple

from prodash.render.terminal.contrast import WHITE, Rgb, better_foreground, rgb
from prodash.render.terminal.screen import Depth

RESET = "\x1b[0m"


class Look(NamedTuple):
    """How a text is shown; colours are `#rrggbb`, and a `background` picks its own text colour.

    outlined   `badge` draws a line at each side instead of a background
    """

    foreground: str = ""
    background: str = ""
    bold: bool = False
    dim: bool = False
    outlined: bool = False

    @property
    def is_badge(self) -> bool:
        """Whether the text is shown as a badge, with a margin at each side."""
        return bool(self.background) or self.outlined


PLAIN = Look()
BOLD = Look(bold=True)
DIM = Look(dim=True)
OUTLINED = Look(outlined=True)

BADGE_MARGIN = 1
"""The columns that a badge adds at each side of its text."""

_LEFT_EDGE, _RIGHT_EDGE = "▏", "▕"


def paint(text: str, look: Look, depth: Depth) -> str:
    """*text* with the codes for *look*; *text* unchanged if there are no colours."""
    codes = "" if depth is Depth.NONE else _codes(look, depth)
    return f"\x1b[{codes}m{text}{RESET}" if codes and text else text


def badge(text: str, look: Look, depth: Depth) -> str:
    """*text* with a margin at each side, on the background or between the edges of *look*.

    It is *text* alone if there are no colours.
    """
    if depth is Depth.NONE:
        return text
    left, right = (_LEFT_EDGE, _RIGHT_EDGE) if look.outlined else (" ", " ")
    return paint(f"{left}{text}{right}", look, depth)


def colour_badge(text: str, colour: str, depth: Depth) -> str:
    """*text* as a badge with a background of *colour*."""
    return badge(text, Look(background=colour), depth)


def two_tone(text: str, ink: str, ground: str, depth: Depth) -> str:
    """*text*, of blocks, in the colour that badges of *ink* have, on that of *ground*; on nothing if that is empty."""
    codes = [shown_colour(ink, depth, background=False)]
    codes += [shown_colour(ground, depth)] if ground else []
    return f"\x1b[{';'.join(codes)}m{text}{RESET}"


@lru_cache(maxsize=1024)
def shown_colour(colour: str, depth: Depth, *, background: bool = True) -> str:
    """The code of the colour that a terminal of this *depth* shows as the background of a badge of *colour*."""
    if depth is Depth.ANSI_16:
        from prodash.render.terminal.ansi16 import badge_colours, colour_code

        return colour_code(badge_colours(rgb(colour))[0], background=background)
    return _colour_code(colour, depth, background=background)


@lru_cache(maxsize=1024)
def _codes(look: Look, depth: Depth) -> str:
    codes = ["1"] * look.bold + ["2"] * look.dim
    if look.background:
        codes += _badge_codes(look.background, depth)
    elif look.foreground:
        codes.append(_colour_code(look.foreground, depth, background=False))
    return ";".join(codes)


def _badge_codes(background: str, depth: Depth) -> list[str]:
    """The codes for *background* and for black or white text, chosen for the colour that the terminal shows."""
    if depth is Depth.ANSI_16:
        from prodash.render.terminal.ansi16 import badge_colours, colour_code

        ground, foreground = badge_colours(rgb(background))
        return [colour_code(ground, background=True), colour_code(foreground, background=False)]
    if depth is Depth.ANSI_256:
        white = better_foreground(_shown_of_256(background)) == WHITE
        return [_colour_code(background, depth, background=True), f"38;5;{231 if white else 16}"]
    white = better_foreground(rgb(background)) == WHITE
    return [_colour_code(background, depth, background=True), "38;2;255;255;255" if white else "38;2;0;0;0"]


def _colour_code(colour: str, depth: Depth, *, background: bool) -> str:
    if depth is Depth.ANSI_16:
        from prodash.render.terminal.ansi16 import colour_code, nearest_ansi16

        return colour_code(nearest_ansi16(rgb(colour)), background=background)
    if depth is Depth.ANSI_256:
        return f"{48 if background else 38};5;{_nearest_of_256(colour)}"
    red, green, blue = rgb(colour)
    return f"{48 if background else 38};2;{red};{green};{blue}"


def _shown_of_256(colour: str) -> Rgb:
    from rich.color import Color

    triplet = Color.from_ansi(_nearest_of_256(colour)).get_truecolor()
    return triplet.red, triplet.green, triplet.blue


@lru_cache(maxsize=1024)
def _nearest_of_256(colour: str) -> int:
    from rich.color import Color, ColorSystem

    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number or 0
