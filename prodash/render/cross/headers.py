"""Headers: the names of stages above narrow columns, in up to three lines."""

from collections.abc import Sequence

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import shorten, width, wrap

_MAX_WIDTH = 18
_MAX_LINES = 3


def least_width(name: str) -> int:
    """The columns in which *name* fits on two lines, with no word broken; 18 at most."""
    words = name.split()
    halves = ((words[:number], words[number:]) for number in range(1, len(words) + 1))
    return min(
        (max(map(_joined_width, pair)) for pair in halves), default=0, key=lambda w: min(w, _MAX_WIDTH)
    )


def name_lines(name: str, columns: int) -> Sequence[str]:
    """*name* in lines of *columns* at most, the last one cut if they are too many."""
    lines = wrap(name, Screen(columns))
    if len(lines) <= _MAX_LINES:
        return lines
    rest = " ".join(lines[_MAX_LINES - 1 :])
    return [*lines[: _MAX_LINES - 1], shorten(rest, columns)]


def _joined_width(words: Sequence[str]) -> int:
    return width(" ".join(words))
