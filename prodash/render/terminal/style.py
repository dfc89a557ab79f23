"""Style: looks that texts can have, and the terminal codes for them at each colour depth."""

from functools import lru_cache
from typing import NamedTuple

from prodash.render.terminal.contrast import WHITE, Rgb, better_ink, rgb
from prodash.render.terminal.screen import Depth

RESET = "\x1b[0m"


class Look(NamedTuple):
    """How a text is shown; `ink` and `paper` are `#rrggbb`, and paper alone finds its own ink."""

    ink: str = ""
    paper: str = ""
    bold: bool = False
    dim: bool = False


PLAIN = Look()
BOLD = Look(bold=True)
DIM = Look(dim=True)


def paint(text: str, look: Look, depth: Depth) -> str:
    """*text* with the codes for *look*; without colours it stays as it is."""
    codes = "" if depth is Depth.NONE else _codes(look, depth)
    return f"\x1b[{codes}m{text}{RESET}" if codes and text else text


def badge(text: str, colour: str, depth: Depth) -> str:
    """*text* on its own background, where there are colours; the bare text elsewhere."""
    return text if depth is Depth.NONE else paint(f" {text} ", Look(paper=colour), depth)


@lru_cache(maxsize=1024)
def _codes(look: Look, depth: Depth) -> str:
    codes = ["1"] * look.bold + ["2"] * look.dim
    if look.paper:
        codes += _badge_codes(look.paper, depth)
    elif look.ink:
        codes.append(_colour_code(look.ink, depth, paper=False))
    return ";".join(codes)


def _badge_codes(paper: str, depth: Depth) -> list[str]:
    """Background and text; the text suits the colour that the terminal really shows."""
    if depth is Depth.ANSI_16:
        from prodash.render.terminal.ansi16 import badge_for, code_of

        ground, ink = badge_for(rgb(paper))
        return [code_of(ground, paper=True), code_of(ink, paper=False)]
    if depth is Depth.ANSI_256:
        white = better_ink(_shown_of_256(paper)) == WHITE
        return [_colour_code(paper, depth, paper=True), f"38;5;{231 if white else 16}"]
    white = better_ink(rgb(paper)) == WHITE
    return [_colour_code(paper, depth, paper=True), "38;2;255;255;255" if white else "38;2;0;0;0"]


def _colour_code(colour: str, depth: Depth, *, paper: bool) -> str:
    if depth is Depth.ANSI_16:
        from prodash.render.terminal.ansi16 import code_of, number_for

        return code_of(number_for(rgb(colour)), paper=paper)
    if depth is Depth.ANSI_256:
        return f"{48 if paper else 38};5;{_nearest_of_256(colour)}"
    red, green, blue = rgb(colour)
    return f"{48 if paper else 38};2;{red};{green};{blue}"


def _shown_of_256(colour: str) -> Rgb:
    from rich.color import Color

    triplet = Color.from_ansi(_nearest_of_256(colour)).get_truecolor()
    return triplet.red, triplet.green, triplet.blue


@lru_cache(maxsize=1024)
def _nearest_of_256(colour: str) -> int:
    from rich.color import Color, ColorSystem

    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number or 0
