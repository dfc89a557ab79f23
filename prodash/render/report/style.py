"""Report style: a CSS class for each colour of the page, and its content security policy."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from prodash.render.terminal.contrast import better_foreground, rgb

_COLOUR = re.compile("#[0-9a-f]{6}")


def colour_rules(colours: Iterable[str]) -> str:
    """A CSS class for each of *colours*, with black or white text.  Raises ValueError for other texts than `#rrggbb`."""
    rules = []
    for colour in sorted(colours):
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"{colour!r} is not a colour")
        red, green, blue = better_foreground(rgb(colour))
        rules.append(f".c-{colour[1:]} {{ --paper: {colour}; --ink: #{red:02x}{green:02x}{blue:02x}; }}\n")
    return "".join(rules)


def policy(style: str, script: str) -> str:
    """The content security policy: only this *style* and *script* may run, and nothing may be loaded.

    Pictures have to be part of the page, as its icon is.
    """
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
