"""Width: how many columns a text takes on a terminal, and texts cut, padded and wrapped to a width."""

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import east_asian_width

from prodash.model.names.characters import UNPRINTABLE
from prodash.render.terminal.screen import Screen

_COLOUR_CODES = "\x1b\\[[0-9;]*m"
_ELLIPSIS = "…"

# wcwidth takes long to import, so it is asked only about texts with other characters than these, which never combine.
# These are ranges and no regular expressions, because those take 7 ms to compile.
# One column each: Latin, Greek, Cyrillic, dashes and quotes, arrows, lines and blocks.
_NARROW = (
    *((" ", "~"), ("\xa1", "\xac"), ("\xae", "\u02ff"), ("\u0391", "\u03a1"), ("\u03a3", "\u0482")),
    *(
        ("\u048a", "\u052f"),
        ("\u2010", "\u2027"),
        ("\u2030", "\u205e"),
        ("\u2190", "\u2319"),
        ("\u2500", "\u25fc"),
    ),
)
# Two columns each if Unicode calls them wide: emoji of one character except skin tones; kana, Chinese, Korean.
_WIDE = (
    *(
        ("\u2600", "\u27bf"),
        ("\u2b50", "\u2b50"),
        ("\u3041", "\u3096"),
        ("\u30a1", "\u30fa"),
        ("\u4e00", "\u9fff"),
    ),
    *(
        ("\uac00", "\ud7a3"),
        ("\U0001f300", "\U0001f3fa"),
        ("\U0001f400", "\U0001f64f"),
        ("\U0001f680", "\U0001f6ff"),
    ),
    *(("\U0001f900", "\U0001f9ff"), ("\U0001fa70", "\U0001faff")),
)


def clean(text: str) -> str:
    """*text* with each control character replaced by a visible one; a line break becomes ␊."""
    # Python calls none of these characters printable.
    return text if text.isprintable() else re.sub(f"[{UNPRINTABLE}]", _visible_character, text)


def without_commands(text: str) -> str:
    """*text* for people without workflow commands, which CI services obey."""
    if "::" not in text and "##" not in text:
        return text
    from prodash.render.terminal.workflow_commands import escape_commands

    return escape_commands(text)


def width(text: str) -> int:
    """The columns that *text* takes, not counting colour codes."""
    if "\x1b" in text:
        text = re.sub(_COLOUR_CODES, "", text)
    if text.isascii():
        return len(text)
    known = known_width(text)
    if known is not None:
        return known
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def known_width(text: str) -> int | None:
    """The columns that *text* takes; None if only wcwidth can tell."""
    columns = list(map(_known_columns, text))
    return sum(columns) if all(columns) else None


@cache
def _known_columns(character: str) -> int:
    """The columns of a character that never combines with others; 0 for all other characters."""
    if any(first <= character <= last for first, last in _NARROW):
        return 1
    is_wide = any(first <= character <= last for first, last in _WIDE)
    return 2 if is_wide and east_asian_width(character) == "W" else 0


def shorten(text: str, columns: int) -> str:
    """*text* (without colour codes) cut to *columns* at most, with an ellipsis if it was longer."""
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


def shorten_middle(text: str, columns: int) -> str:
    """*text* (without colour codes) cut to *columns* at most, with an ellipsis in its middle if it was longer."""
    if width(text) <= columns:
        return text
    from wcwidth import iter_graphemes

    end, room = "", max(columns - 1, 0) // 2
    for grapheme in reversed([*iter_graphemes(text)]):
        if width(grapheme + end) > room:
            break
        end = grapheme + end
    return shorten(text, max(columns - width(end), 1)) + end.lstrip()


def pad(text: str, columns: int) -> str:
    """*text* followed by spaces, *columns* wide in all."""
    return text + " " * (columns - width(text))


def pad_left(text: str, columns: int) -> str:
    """*text* after spaces, *columns* wide in all."""
    return " " * (columns - width(text)) + text


def wrap(text: str, screen: Screen, indent: str = "") -> list[str]:
    """*text* in lines that fit the screen, or in one line if the screen has no width.

    *text* may have colour codes; each line begins with *indent*.
    """
    if not text.strip():
        return []
    if screen.width is None or width(text) + len(indent) <= screen.width:
        return [indent + text]
    return [indent + line for line in _wrapped(text, max(screen.width - len(indent), 1))]


def _wrapped(text: str, columns: int) -> list[str]:
    """*text* in lines; only colour codes, spaces in a row and long words need wcwidth."""
    words = text.split(" ")
    if "\x1b" not in text and all(words) and max(map(width, words)) <= columns:
        return flow(words, " ", Screen(columns))
    from wcwidth import wrap as wrapped

    return wrapped(text, columns, break_on_hyphens=False)


def hang(words: Iterable[str], screen: Screen, indent: str = "  ") -> list[str]:
    """*words* joined by spaces in lines that fit the screen, with *indent* before all but the first.

    A word is broken only if it is wider than a line.
    """
    lines: list[str] = []
    for word in words:
        fits = lines and (screen.width is None or width(lines[-1]) + 1 + width(word) <= screen.width)
        new = [f"{lines.pop()} {word}"] if fits else wrap(word, screen, indent * bool(lines)) or [""]
        lines += new
    return lines


def hang_long(text: str, screen: Screen) -> list[str]:
    """*text* as it is if it fits the screen, otherwise as `hang` shows its words."""
    fits = screen.width is None or width(text) <= screen.width
    return [text] if fits else hang(text.split(" "), screen)


def flow(parts: Iterable[str], gap: str, screen: Screen) -> list[str]:
    """*parts* joined by *gap* in lines that fit the screen; a part is broken only if it is wider than a line."""
    lines: list[str] = []
    for part in parts:
        fits = lines and (screen.width is None or width(lines[-1] + gap + part) <= screen.width)
        lines[-1:] = [lines[-1] + gap + part] if fits else [*lines[-1:], *wrap(part, screen)]
    return lines


def _visible_character(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x20:  # noqa: PLR2004 (the C0 range has pictures of its own)
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else "\ufffd"  # noqa: PLR2004 (DEL has one too)
