"""Numbered rows: a list with the numbers that the user has given to its rows so far."""

from collections.abc import Sequence
from functools import partial

from prodash.model.choice.in_order import InOrder
from prodash.render.choice.frame import framed
from prodash.render.choice.window import window
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import pad_left, shorten

_EDGE, _NO_EDGE = "▌ ", "  "
_GAP = "  "
_NO_NUMBER = "·"
_KEYS = (
    "↑ ↓",
    "Space gives the next number",
    "Backspace takes the last one",
    "Enter takes this order",
    "Esc cancels",
)


def numbered_rows(rows: Sequence[str], question: str, state: InOrder, screen: Screen) -> list[str]:
    """The lines of the picture: the question, the *rows* and the keys; never more than the screen has."""

    def body(room: int) -> list[str]:
        return window(partial(_line, rows, state, screen), len(rows), state.pointer, room, screen)

    return framed(question, body, _KEYS, screen)


def _line(rows: Sequence[str], state: InOrder, screen: Screen, at: int) -> str:
    digits = len(str(len(rows)))
    is_numbered = at in state.numbered
    number = pad_left(str(state.numbered.index(at) + 1) if is_numbered else _NO_NUMBER, digits)
    edge = _EDGE if at == state.pointer else _NO_EDGE
    room = max(screen.columns - len(edge) - digits - len(_GAP), 1)
    return f"{edge}{paint(number, BOLD if is_numbered else DIM, screen.depth)}{_GAP}{shorten(rows[at], room)}"
