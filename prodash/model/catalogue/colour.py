"""Colours: the palette with its names, and how a colour in any spelling becomes `#rrggbb`."""

import re
from collections.abc import Mapping
from functools import cache

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

_HEX = r"#?([0-9a-fA-F]{6})|#([0-9a-fA-F]{3})"


def parse_colour(text: str) -> str | None:
    """`#rrggbb` for a name of the palette or of CSS, `#rgb`, `#rrggbb` or `rrggbb`; None if *text* is not a colour.

    Where both have a name, it is the colour of the palette.
    """
    if match := re.fullmatch(_HEX, text.strip()):
        six, three = match.groups()
        return f"#{six or ''.join(digit * 2 for digit in three)}".lower()
    key = match_key(text).replace("gray", "grey")
    return _by_match_key().get(key) or (_css_colours().get(key) if key else None)


def similar_colours(text: str) -> tuple[str, ...]:
    """The names of colours most similar to a mistyped *text*: of the palette, or else of CSS."""
    from prodash.model.names.similar import similar

    return similar(text, PALETTE) or similar(text, _css_colours())


@cache
def _by_match_key() -> Mapping[str, str]:
    return {match_key(name): colour for name, colour in PALETTE.items()}


def _css_colours() -> Mapping[str, str]:
    # Most colours are of the palette, so most commands do without the table.
    from prodash.model.catalogue.css_colours import CSS_COLOURS

    return CSS_COLOURS


def name_of_colour(colour: str) -> str:
    """The name in the palette of a colour `#rrggbb`; *colour* itself if it has none."""
    return next((name for name, known in PALETTE.items() if known == colour), colour)


def colour_for_position(position: int) -> str:
    """The default colour of the entry at *position*, counted from 0."""
    return _DEFAULTS[position % len(_DEFAULTS)]
