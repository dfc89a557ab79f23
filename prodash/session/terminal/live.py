"""Live: a picture on the terminal that is drawn again in its place, and erased at the end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from prodash.render.terminal.width import width
from prodash.session.terminal.signals import signals_held

_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_CUT_LINES, _WRAP_LINES = "\x1b[?7l", "\x1b[?7h"
_ERASE_LINE_END, _ERASE_BELOW = "\x1b[K", "\x1b[J"


class LivePicture:
    """A picture on *stream*, a terminal; *columns* gives its present width."""

    def __init__(self, stream: TextIO, columns: Callable[[], int]) -> None:
        self._stream, self._columns = stream, columns
        self._shown: Sequence[str] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show *lines* in the place of the picture before; they must be fewer than those of the terminal."""
        below = "".join(f"{line}{_ERASE_LINE_END}\n" for line in lines)
        with signals_held():
            self._write(f"{_HIDE_CURSOR}{_CUT_LINES}{self._to_top()}{below}{_ERASE_BELOW}")
            self._shown = lines

    def erase(self) -> None:
        """Erase the picture and leave the cursor in its place."""
        # The terminal may be gone.
        with signals_held(), suppress(OSError):
            self._write(f"{self._to_top()}{_ERASE_BELOW}{_WRAP_LINES}{_SHOW_CURSOR}")
        self._shown = ()

    def _to_top(self) -> str:
        """The code that moves the cursor to the first line of the picture."""
        columns = self._columns()
        # A terminal that became narrower has wrapped the lines that no longer fit.
        lines = sum(max(-(-width(line) // columns), 1) for line in self._shown)
        return f"\r\x1b[{lines}A" if lines else "\r"

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


@contextmanager
def live_picture(stream: TextIO, columns: Callable[[], int]) -> Iterator[LivePicture]:
    """A context with a picture on *stream* that is erased at its end."""
    picture = LivePicture(stream, columns)
    try:
        yield picture
    finally:
        picture.erase()
