"""Width: how many columns a text takes on a terminal, and texts made to fit."""

import re
from collections.abc import Iterable

from prodash.model.names.characters import UNPRINTABLE
from prodash.render.terminal.known_width import known_width
from prodash.render.terminal.screen import Screen

_CODES = "\x1b\\[[0-9;]*m"
_ELLIPSIS = "…"


def clean(text: str) -> str:
    """*text* with every character shown that a terminal would obey; a line break becomes ␊."""
    # None of them is what Python calls printable.
    return text if text.isprintable() else re.sub(f"[{UNPRINTABLE}]", _picture, text)


def width(text: str) -> int:
    """The columns that *text* takes, colour codes not counted."""
    if "\x1b" in text:
        text = re.sub(_CODES, "", text)
    if text.isascii():
        return len(text)
    known = known_width(text)
    if known is not None:
        return known
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def shorten(text: str, columns: int) -> str:
    """*text* (without colour codes) in at most *columns*, cut at the end with an ellipsis."""
    if width(text) <= columns:
        return text
    if known_width(text) == len(text):
        return text[: max(columns - 1, 0)].rstrip() + _ELLIPSIS
    from wcwidth import iter_graphemes

    kept = ""
    for grapheme in iter_graphemes(text):
        if width(kept + grapheme) >= columns:
            break
        kept += grapheme
    return kept.rstrip() + _ELLIPSIS


def pad(text: str, columns: int) -> str:
    """*text* with spaces behind it up to *columns*."""
    return text + " " * (columns - width(text))


def wrap(text: str, screen: Screen, indent: str = "") -> list[str]:
    """*text* (which may have colour codes) in lines that fit; one line where the screen has no width."""
    if not text.strip():
        return []
    if screen.width is None or width(text) + len(indent) <= screen.width:
        return [indent + text]
    from wcwidth import wrap as wrapped

    return [indent + line for line in wrapped(text, max(screen.width - len(indent), 1))]


def flow(parts: Iterable[str], gap: str, screen: Screen) -> list[str]:
    """*parts* side by side, those that do not fit on the next line; only what is wider than a line is broken."""
    lines: list[str] = []
    for part in parts:
        fits = lines and (screen.width is None or width(lines[-1] + gap + part) <= screen.width)
        lines[-1:] = [lines[-1] + gap + part] if fits else [*lines[-1:], *wrap(part, screen)]
    return lines


def _picture(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x20:  # noqa: PLR2004 (the C0 range has pictures of its own)
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else "\ufffd"  # noqa: PLR2004 (DEL has one too)
