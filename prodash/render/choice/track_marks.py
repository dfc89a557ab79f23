"""Track marks: tracks as rows, several of which are to be marked."""

from collections.abc import Callable, Sequence
from functools import partial

from prodash.model.choice.marks import Marks
from prodash.render.choice.frame import framed
from prodash.render.choice.window import window
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import clean

_EDGE, _NO_EDGE = "▌ ", "  "
_MARKED, _UNMARKED = "● ", "○ "
MARK_WIDTH = len(_EDGE) + len(_MARKED)
"""The columns before a row."""

_TYPING_KEYS = ("type what to look for", "Tab marks", "Enter ends the search", "Esc clears it")

Rows = Callable[[Screen], Sequence[str]]
"""The tracks as lines that fit a screen."""


def track_marks(rows: Rows, question: str, state: Marks, screen: Screen) -> list[str]:
    """The lines of the picture: the question, the tracks and the keys; never more than the screen has."""

    def body(room: int) -> list[str]:
        texts = rows(_beside_marks(screen))
        if not state.visible:
            return [paint("  no track has that", DIM, screen.depth)]
        line = partial(_line, texts, state, screen)
        return window(line, len(state.visible), state.pointer, room, screen)

    return framed(f"{question} {_found(state)}", body, _keys(state), screen)


def track_lines(rows: Rows, screen: Screen) -> list[str]:
    """The tracks with their numbers, for a question that is answered by a line."""
    digits = len(str(len(rows(screen))))
    room = screen if screen.width is None else screen._replace(width=max(screen.width - digits - 2, 1))
    return [f"{number:>{digits}}  {row}" for number, row in enumerate(rows(room), 1)]


def _beside_marks(screen: Screen) -> Screen:
    return screen._replace(width=max(screen.columns - MARK_WIDTH, 1))


def _line(texts: Sequence[str], state: Marks, screen: Screen, at: int) -> str:
    position = state.visible[at]
    mark = (
        paint(_MARKED, BOLD, screen.depth)
        if position in state.marked
        else paint(_UNMARKED, DIM, screen.depth)
    )
    return f"{_EDGE if at == state.pointer else _NO_EDGE}{mark}{texts[position]}"


def _found(state: Marks) -> str:
    """What the user looks for, and how many rows are marked."""
    search = f"/{clean(state.search)}{'▏' * state.is_typing}  " if state.search or state.is_typing else ""
    return f"{search}{len(state.marked):,} of {len(state.texts):,} marked"


def _keys(state: Marks) -> Sequence[str]:
    if state.is_typing:
        return _TYPING_KEYS
    number = len(state.marked)
    takes = f"Enter takes {number:,}" if number else "Enter takes it"
    escape = "Esc clears the search" if state.search else "Esc cancels"
    return "↑ ↓", "Space marks", "a marks all", "/ searches", takes, escape
