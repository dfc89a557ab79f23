"""Colours: the palette with its names, and how any colour becomes `#rrggbb`."""

import re

from prodash.model.names.names import match_key

# Mid tones: all but yellow have a contrast of 3:1 to both black and white, with 24-bit colour.
# The presets use those that colour-blind people can tell apart: tests/render/test_preset_colours.py.
PALETTE = {
    "slate grey": "#838794",
    "blue": "#7d7eff",
    "orange": "#d45b09",
    "purple": "#823aca",
    "green": "#3e9f73",
    "dark green": "#2c7356",
    "dark slate": "#5a6171",
    "red": "#dc2626",
    "amber": "#c08705",
    "yellow": "#e3c322",
    "lime": "#899311",
    "teal": "#0d9488",
    "cyan": "#0e9fbd",
    "sky": "#0c8fd6",
    "indigo": "#5b55e6",
    "violet": "#7c4fe8",
    "pink": "#db3d8c",
    "rose": "#e33556",
    "brown": "#8f510f",
    "grey": "#767676",
}

_ALARMING = ("red", "rose", "yellow")
"""Those that look like a due date that is near; a default colour must not."""

_DEFAULTS = tuple(colour for name, colour in PALETTE.items() if name not in _ALARMING)

_HEX = r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})"
_BY_MATCH_KEY = {match_key(name): colour for name, colour in PALETTE.items()}


def parse_colour(text: str) -> str | None:
    """`#rrggbb` for a palette name, `#rgb` or `#rrggbb`; None if *text* is not a colour."""
    if match := re.fullmatch(_HEX, text.strip()):
        digits = match[1].lower()
        return "#" + (digits if len(digits) == len("rrggbb") else "".join(d + d for d in digits))
    return _BY_MATCH_KEY.get(match_key(text).replace("gray", "grey"))


def colour_for_position(position: int) -> str:
    """The default colour of the entry at *position*, counted from 0."""
    return _DEFAULTS[position % len(_DEFAULTS)]
