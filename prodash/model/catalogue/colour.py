"""Colours: the palette with its names, and how any colour becomes `#rrggbb`."""

import re

from prodash.model.names.names import match_key

# Mid tones: all but yellow have a contrast of 3:1 to both black and white, with 24-bit colour.
PALETTE = {
    "slate grey": "#64748b",
    "blue": "#2563eb",
    "orange": "#ea7317",
    "purple": "#9333ea",
    "green": "#22a650",
    "dark green": "#15803d",
    "dark slate": "#4e5d73",
    "red": "#dc2626",
    "amber": "#c08705",
    "yellow": "#e3c322",
    "lime": "#6ca012",
    "teal": "#0d9488",
    "cyan": "#0e9fbd",
    "sky": "#0c8fd6",
    "indigo": "#5b55e6",
    "violet": "#7c4fe8",
    "pink": "#db3d8c",
    "rose": "#e33556",
    "brown": "#9a5b34",
    "grey": "#767676",
}

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
    colours = tuple(PALETTE.values())
    return colours[position % len(colours)]
