"""Widths: how many lanes of a board are side by side, and how wide each is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.render.terminal.screen import Screen

GAP = "  "
_NARROWEST, _WIDEST = 16, 34
_LONGEST_HEAD = 26
"""The columns of a lane that a long name gets at most, if the others need them."""


class Needs(NamedTuple):
    """The columns that the lanes need for their heads, in full and `without_emoji`, and that every card needs."""

    heads: Sequence[int]
    without_emoji: Sequence[int]
    card: int = 0


def lane_widths(needs: Needs, screen: Screen) -> tuple[int, ...]:
    """The width of each lane in a row; a row has as many lanes as their heads leave room for."""
    if screen.width is None:
        return _widths_uncut(needs, screen.columns)
    for across, heads in _choices(needs):
        floors = [
            max(min(max(heads[column::across]), _LONGEST_HEAD), _NARROWEST, needs.card)
            for column in range(across)
        ]
        room = screen.width - len(GAP) * (across - 1)
        if sum(floors) <= room:
            return _spread(floors, room)
    return (max(min(screen.width, _WIDEST), 1),)


def _widths_uncut(needs: Needs, columns: int) -> tuple[int, ...]:
    """Equal widths in which nothing is cut, of as many lanes as fit in *columns*, at least one."""
    widest = max(_NARROWEST, needs.card, *needs.heads, 0)
    fitting = max((columns + len(GAP)) // (widest + len(GAP)), 1)
    across = _even(len(needs.heads), fitting)
    room = (columns + len(GAP)) // across - len(GAP)
    return (max(min(room, _WIDEST), widest),) * across


def _even(lanes: int, fitting: int) -> int:
    """How many of *lanes* are side by side if *fitting* could be and all rows are about equally long."""
    rows = -(-lanes // fitting) or 1
    return -(-lanes // rows) or 1


def _choices(needs: Needs) -> Iterator[tuple[int, Sequence[int]]]:
    """How many lanes may be side by side, and the heads that would be above them, the best first."""
    lanes = len(needs.heads)
    for across in dict.fromkeys(_even(lanes, fitting) for fitting in range(lanes, 0, -1)):
        yield across, needs.heads
        yield across, needs.without_emoji


def _spread(floors: Sequence[int], room: int) -> tuple[int, ...]:
    """Widths that are as equal as *floors* allow, and together *room* at most."""
    by_floor = sorted(range(len(floors)), key=lambda column: -floors[column])
    widths = dict.fromkeys(range(len(floors)), 0)
    for done, column in enumerate(by_floor):
        share = min(room // (len(floors) - done), _WIDEST)
        if floors[column] <= share:
            widths |= dict.fromkeys(by_floor[done:], share)
            break
        widths[column] = floors[column]
        room -= floors[column]
    return tuple(widths.values())
