"""Frame: what stands above and below a list in which the user chooses."""

from collections.abc import Callable, Sequence

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import BOLD, DIM, paint
from prodash.render.terminal.width import flow, shorten

_DOT = " · "
_LOWEST = 10
"""Lines of a screen below which the keys are left out, so that the list has room."""


def framed(question: str, body: Callable[[int], list[str]], keys: Sequence[str], screen: Screen) -> list[str]:
    """The *question*, the lines that *body* gives for the room between, and the *keys*.

    They are fewer than the lines of the screen, so that the terminal does not scroll.
    """
    height = (screen.height or 24) - 1
    title = paint(shorten(question, screen.columns), BOLD, screen.depth)
    hints = [paint(line, DIM, screen.depth) for line in flow(keys, _DOT, screen)]
    above, below = ([title, ""], ["", *hints]) if height >= _LOWEST else ([title], [])
    return [*above, *body(max(height - len(above) - len(below), 1)), *below][: max(height, 1)]
