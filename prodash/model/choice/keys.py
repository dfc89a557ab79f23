"""Keys: the names of the keys that have no character, and where they move the pointer in a list."""

ENTER, ESCAPE, BACKSPACE, TAB = "enter", "escape", "backspace", "tab"
UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
HOME, END, PAGE_UP, PAGE_DOWN = "home", "end", "page up", "page down"
REDRAW = "redraw"
"""Comes when the size of the terminal has changed."""

_PAGE = 10
_STEPS = {UP: -1, LEFT: -1, DOWN: 1, RIGHT: 1, PAGE_UP: -_PAGE, PAGE_DOWN: _PAGE}
_LETTERS = {"k": UP, "j": DOWN, "g": HOME, "G": END}
"""Letters that move the pointer as in `less` and `vim`."""


def moved(position: int, length: int, key: str, *, by_letter: bool = False) -> int | None:
    """Where *key* moves the pointer from *position* in a list of this *length*; None if it moves nothing.

    *by_letter* is whether letters move it too.
    """
    key = _LETTERS.get(key, key) if by_letter else key
    last = max(length - 1, 0)
    if key in {HOME, END}:
        return 0 if key == HOME else last
    return min(max(position + _STEPS[key], 0), last) if key in _STEPS else None
