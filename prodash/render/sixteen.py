"""Sixteen: the colours that every terminal has, and which of them stands for a finer one.

By hue, not by the nearest value as rich does it: there purple and blue become one, and dark green grey.
"""

from collections.abc import Mapping
from colorsys import rgb_to_hls

from prodash.render.contrast import Rgb, contrast, luminance, rgb

# As https://en.wikipedia.org/wiki/ANSI_escape_code#3-bit_and_4-bit has gathered them.
_USUAL = {
    # The IBM VGA text mode, and the Linux console.
    "VGA": (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    # Campbell, in defaults.json of github.com/microsoft/terminal.
    "Windows": (
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    # XTerm-col.ad of xterm.
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    # The profile Basic of Terminal.app.
    "macOS": (
        "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
        "666666 e60000 00d900 e6e600 0000ff e600e6 00e6e6 e6e6e6"
    ),
    # The dark ones in terminalColorRegistry.ts of github.com/microsoft/vscode.
    "VS Code": (
        "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 "
        "666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5"
    ),
}
PALETTES: Mapping[str, tuple[Rgb, ...]] = {
    name: tuple(rgb(f"#{value}") for value in values.split()) for name, values in _USUAL.items()
}
"""What the numbers from 0 to 15 look like on the usual terminals, whose users may change them."""

LEGIBLE = 4.5
"""The contrast that WCAG 2.2 asks of text."""

_BRIGHT = 8
_BLACK, _LIGHT_GREY, _DARK_GREY, _WHITE = 0, 7, 8, 15
_RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN = 1, 2, 3, 4, 5, 6
# Up to which hue, in degrees, a colour is seen as which.
_HUES = ((15, _RED), (70, _YELLOW), (165, _GREEN), (205, _CYAN), (262, _BLUE), (345, _MAGENTA), (360, _RED))
_GREYS = (_BLACK, _DARK_GREY, _LIGHT_GREY, _WHITE)
_GREY_BELOW = 0.25


def number_for(colour: Rgb) -> int:
    """The number, from 0 to 15, of the colour that stands for *colour*."""

    def far(number: int) -> float:
        return abs(luminance(PALETTES["VGA"][number]) - luminance(colour))

    hue, _, saturation = rgb_to_hls(*(part / 255 for part in colour))
    if saturation < _GREY_BELOW:
        return min(_GREYS, key=far)
    number = next(number for up_to, number in _HUES if hue * 360 <= up_to)
    return min(number, number + _BRIGHT, key=far)


def badge_for(colour: Rgb) -> tuple[int, int]:
    """The numbers of paper and ink for a badge of *colour*: as near as can be read on every usual terminal.

    Where none of its hue can be, it is the pair that reads best on the worst of them.
    """
    number = number_for(colour)
    other = _LIGHT_GREY if number == _DARK_GREY else number ^ _BRIGHT
    pairs = [max(((paper, ink) for ink in (_BLACK, _WHITE)), key=worst) for paper in (number, other)]
    return pairs[0] if worst(pairs[0]) >= LEGIBLE else max(pairs, key=worst)


def worst(pair: tuple[int, int]) -> float:
    """The contrast of paper and ink on the usual terminal where it is least."""
    return min(contrast(values[pair[0]], values[pair[1]]) for values in PALETTES.values())


def code_of(number: int, *, paper: bool) -> str:
    """What a terminal is told for the colour with this number, as paper or as ink."""
    base = 30 if number < _BRIGHT else 90 - _BRIGHT
    return str(base + number + (10 if paper else 0))
