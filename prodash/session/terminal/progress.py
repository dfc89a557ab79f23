"""Progress: a terminal line that shows how far long work is, and disappears when it is done."""

from collections.abc import Callable
from typing import TextIO

_FIRST_AFTER = 1.0
_INTERVAL = 0.1


class Progress:
    """The progress line of one piece of work; *template* has two `{}`, for the number done and the total.

    *clock* returns seconds.  The line appears after one second and is updated ten times a second.
    """

    def __init__(self, stream: TextIO, template: str, clock: Callable[[], float]) -> None:
        self._stream, self._template, self._clock = stream, template, clock
        self._next_time = clock() + _FIRST_AFTER
        self._shown = ""

    def report(self, done: int, total: int) -> None:
        """Show how much is done, if an update is due."""
        if self._clock() >= self._next_time:
            self._next_time = self._clock() + _INTERVAL
            self._show(self._template.format(f"{done:,}", f"{total:,}"))

    def end(self) -> None:
        """Remove the line."""
        if self._shown:
            self._show("")
            self._stream.write("\r")
            self._stream.flush()

    def _show(self, line: str) -> None:
        self._stream.write(f"\r{line.ljust(len(self._shown))}")
        self._stream.flush()
        self._shown = line
