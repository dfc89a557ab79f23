"""Sixteen: the colours that every terminal has, and which of them stands for a finer one.

By hue, not by the nearest value as rich does it: there purple and blue become one, and dark green grey.
"""

from colorsys import rgb_to_hls

from prodash.render.contrast import Rgb, luminance

# The VGA values; terminals differ here, and their users may change them.
VALUES: tuple[Rgb, ...] = (
    (0, 0, 0),
    (170, 0, 0),
    (0, 170, 0),
    (170, 85, 0),
    (0, 0, 170),
    (170, 0, 170),
    (0, 170, 170),
    (170, 170, 170),
    (85, 85, 85),
    (255, 85, 85),
    (85, 255, 85),
    (255, 255, 85),
    (85, 85, 255),
    (255, 85, 255),
    (85, 255, 255),
    (255, 255, 255),
)
BRIGHT = 8

_RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN = 1, 2, 3, 4, 5, 6
# Up to which hue, in degrees, a colour is seen as which.
_HUES = ((15, _RED), (70, _YELLOW), (165, _GREEN), (205, _CYAN), (262, _BLUE), (345, _MAGENTA), (360, _RED))
_GREYS = (0, 8, 7, 15)
_GREY_BELOW = 0.25


def number_for(colour: Rgb) -> int:
    """The number, from 0 to 15, of the colour that stands for *colour*."""
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in colour))
    if saturation < _GREY_BELOW:
        return min(_GREYS, key=lambda number: abs(luminance(VALUES[number]) - luminance(colour)))
    number = next(number for up_to, number in _HUES if hue * 360 <= up_to)
    return min(number, number + BRIGHT, key=lambda one: abs(luminance(VALUES[one]) - luminance(colour)))
