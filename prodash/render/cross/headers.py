"""Headers: the names of stages above narrow columns, in up to three lines."""

from collections.abc import Sequence

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import shorten, width, wrap

_WIDE, _WIDEST = 18, 24
_MAX_LINES = 3


def least_width(name: str) -> int:
    """The columns in which *name* fits on two lines with no word broken, or on three if it is long; 24 at most."""
    words = [width(word) for word in name.split()]
    on_two_lines = _width_for(words, 2)
    return on_two_lines if on_two_lines <= _WIDE else min(_width_for(words, _MAX_LINES), _WIDEST)


def _width_for(words: Sequence[int], lines: int) -> int:
    """The smallest width at which words of these widths take so many *lines* at most."""
    widths = range(max(words, default=0), sum(words) + len(words))
    return next((columns for columns in widths if _lines_in(words, columns) <= lines), 0)


def _lines_in(words: Sequence[int], columns: int) -> int:
    lines, left = 0, 0
    for word in words:
        fits = lines and word < left
        lines, left = (lines, left - word - 1) if fits else (lines + 1, columns - word)
    return lines


def name_lines(name: str, columns: int) -> Sequence[str]:
    """*name* in lines of *columns* at most, the last one cut if they are too many."""
    lines = wrap(name, Screen(columns))
    if len(lines) <= _MAX_LINES:
        return lines
    rest = " ".join(lines[_MAX_LINES - 1 :])
    return [*lines[: _MAX_LINES - 1], shorten(rest, columns)]
