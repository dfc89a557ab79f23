"""Window: the part of a long list that is on the screen, around the pointer."""

from collections.abc import Sequence

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint

_MIN_WITH_MARKS = 4
"""The lines from which on two of them may say how many rows are above and below."""


def window(rows: Sequence[str], at: int, room: int, screen: Screen) -> list[str]:
    """As many *rows* as *room* lines hold, with the row *at* the pointer among them.

    If some are left out above or below, a line in their place says how many.
    """
    count = len(rows)
    if count <= room:
        return [*rows]
    if room < _MIN_WITH_MARKS:
        first = min(max(at - room // 2, 0), count - room)
        return [*rows[first : first + room]]
    if at < room - 1:
        return [*rows[: room - 1], _more("↓", count - room + 1, screen)]
    if at > count - room:
        return [_more("↑", count - room + 1, screen), *rows[count - room + 1 :]]
    first = min(at - (room - 2) // 2, count - room)
    shown = rows[first : first + room - 2]
    return [_more("↑", first, screen), *shown, _more("↓", count - first - len(shown), screen)]


def _more(arrow: str, number: int, screen: Screen) -> str:
    return paint(f"  {arrow} {number:,} more", DIM, screen.depth)
