"""Report style: a class for each colour of the page, and what a browser may do with the page."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from prodash.render.terminal.contrast import better_ink, rgb

_COLOUR = re.compile("#[0-9a-f]{6}")


def colour_rules(colours: Iterable[str]) -> str:
    """A class for each colour, with the ink that reads better on it."""
    rules = []
    for colour in sorted(colours):
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"{colour!r} is no colour")
        red, green, blue = better_ink(rgb(colour))
        rules.append(f".c-{colour[1:]} {{ --paper: {colour}; --ink: #{red:02x}{green:02x}{blue:02x}; }}\n")
    return "".join(rules)


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: use this style and this script, and load nothing."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
