"""Window: the part of a long list that is on the screen, around the pointer."""

from collections.abc import Callable

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint

_MIN_WITH_MARKS = 4
"""The lines from which on two of them may say how many rows are above and below."""


def window(line: Callable[[int], str], count: int, at: int, room: int, screen: Screen) -> list[str]:
    """Those of *count* lines that *room* lines hold, with that *at* the pointer among them; *line* makes one.

    If some are left out above or below, a line in their place says how many.
    """
    if count <= room:
        return [*map(line, range(count))]
    if room < _MIN_WITH_MARKS:
        first = min(max(at - room // 2, 0), count - room)
        return [*map(line, range(first, first + room))]
    hidden = count - room + 1
    if at < room - 1:
        return [*map(line, range(room - 1)), _more("↓", hidden, screen)]
    if at >= hidden:
        return [_more("↑", hidden, screen), *map(line, range(hidden, count))]
    first = min(at - (room - 2) // 2, count - room)
    shown = range(first, first + room - 2)
    return [_more("↑", first, screen), *map(line, shown), _more("↓", count - shown.stop, screen)]


def _more(arrow: str, number: int, screen: Screen) -> str:
    return paint(f"  {arrow} {number:,} more", DIM, screen.depth)
