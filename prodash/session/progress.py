"""Progress: a line on a terminal that says how far long work is, and goes when it is done."""

from collections.abc import Callable
from typing import TextIO

_FIRST = 1.0
_OFTEN = 0.1


class Progress:
    """The line for one piece of work; *words* has places for what is done and for all there is.

    It is shown once the work has taken a second by the *clock*, which gives seconds, and then ten times a second.
    """

    def __init__(self, stream: TextIO, words: str, clock: Callable[[], float]) -> None:
        self._stream, self._words, self._clock = stream, words, clock
        self._next = clock() + _FIRST
        self._shown = ""

    def tell(self, done: int, total: int) -> None:
        """Show how much is done, where it is time for that."""
        if self._clock() >= self._next:
            self._next = self._clock() + _OFTEN
            self._show(self._words.format(f"{done:,}", f"{total:,}"))

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._show("")
            self._stream.write("\r")
            self._stream.flush()

    def _show(self, line: str) -> None:
        self._stream.write(f"\r{line.ljust(len(self._shown))}")
        self._stream.flush()
        self._shown = line
