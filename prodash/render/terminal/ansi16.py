"""ANSI 16: replaces any colour by one of the 16 colours that every terminal has, by its hue."""

# rich takes the nearest RGB value, which makes purple and blue the same, and dark green grey.

from colorsys import rgb_to_hls

from prodash.render.terminal.contrast import Rgb, luminance

_BRIGHT = 8
_BLACK, _LIGHT_GREY, _DARK_GREY, _WHITE = 0, 7, 8, 15
_RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN = 1, 2, 3, 4, 5, 6

# The highest hue in degrees, the colour, and the highest luminance of its dark shade.
_HUES = (
    (15, _RED, 0.185),
    (70, _YELLOW, 0.542),
    (165, _GREEN, 0.514),
    (205, _CYAN, 0.562),
    (262, _BLUE, 0.093),
    (345, _MAGENTA, 0.232),
    (360, _RED, 0.185),
)
# Below this saturation a colour counts as grey: the highest luminance, and the grey.
_GREY_BELOW = 0.25
_GREYS = ((0.045, _BLACK), (0.246, _DARK_GREY), (0.701, _LIGHT_GREY), (1, _WHITE))

# Background and foreground of a badge of each colour.  Each pair keeps the hue and has the highest contrast
# on the terminal palette where its contrast is lowest.
_BADGES = {
    _BLACK: (_BLACK, _WHITE),
    _RED: (_RED + _BRIGHT, _BLACK),
    _GREEN: (_GREEN + _BRIGHT, _BLACK),
    _YELLOW: (_YELLOW + _BRIGHT, _BLACK),
    _BLUE: (_BLUE, _WHITE),
    _MAGENTA: (_MAGENTA, _WHITE),
    _CYAN: (_CYAN, _BLACK),
    _LIGHT_GREY: (_LIGHT_GREY, _BLACK),
    _DARK_GREY: (_LIGHT_GREY, _BLACK),
    _RED + _BRIGHT: (_RED + _BRIGHT, _BLACK),
    _GREEN + _BRIGHT: (_GREEN + _BRIGHT, _BLACK),
    _YELLOW + _BRIGHT: (_YELLOW + _BRIGHT, _BLACK),
    _BLUE + _BRIGHT: (_BLUE, _WHITE),
    _MAGENTA + _BRIGHT: (_MAGENTA, _WHITE),
    _CYAN + _BRIGHT: (_CYAN + _BRIGHT, _BLACK),
    _WHITE: (_WHITE, _BLACK),
}
# Up to this luminance a badge has another of the shades, since the presets have two greens, greys and browns.
_DARKER_BADGES = {
    _GREEN: (0.2, (_GREEN, _BLACK)),
    _YELLOW: (0.13, (_YELLOW, _BLACK)),
    _DARK_GREY: (0.15, (_BLACK, _WHITE)),
}


def nearest_ansi16(colour: Rgb) -> int:
    """The number, from 0 to 15, of the terminal colour to show instead of *colour*."""
    light = luminance(colour)
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in colour))
    if saturation < _GREY_BELOW:
        return next(number for up_to, number in _GREYS if light <= up_to)
    number, dark = next((number, dark) for up_to, number, dark in _HUES if hue * 360 <= up_to)
    return number if light <= dark else number + _BRIGHT


def badge_colours(colour: Rgb) -> tuple[int, int]:
    """The numbers of the background and foreground for a badge of *colour*."""
    number = nearest_ansi16(colour)
    up_to, badge = _DARKER_BADGES.get(number, (0, _BADGES[number]))
    return badge if luminance(colour) <= up_to else _BADGES[number]


def colour_code(number: int, *, background: bool) -> str:
    """The SGR code of the colour *number*, for the background or the foreground."""
    base = 30 if number < _BRIGHT else 90 - _BRIGHT
    return str(base + number + (10 if background else 0))
