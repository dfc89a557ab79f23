"""Console: print the answer to stdout and everything else to stderr, and ask the user.

| method                            | stream | for                                                               |
| --------------------------------- | ------ | ----------------------------------------------------------------- |
| print, print_lines, print_bytes   | stdout | the answer                                                        |
| print_err, print_err_lines        | stderr | what the user must know: problems, alarms, what was left out      |
| print_error                       | stderr | why the command failed                                            |
| info                              | stderr | remarks; not with --quiet                                         |
| info_on_terminal, progress        | stderr | the state of the work; only on a terminal, not with --quiet       |
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from prodash.errors import DeclinedError
from prodash.session.terminal.streams import enable_windows_colours, in_blocks, write
from prodash.shell import WINDOWS

if TYPE_CHECKING:
    from prodash.render.terminal.screen import Screen

COLORS = ("auto", "always", "never")


class Console:
    """The three streams of one run; *color*, the environment *variables* and *defaults* decide on colours and emoji."""

    def __init__(
        self,
        variables: Mapping[str, str],
        color: str | None = None,
        *,
        quiet: bool = False,
        defaults: Callable[[], tuple[str | None, bool | None]] = lambda: (None, None),
    ) -> None:
        self._variables, self._color, self._quiet, self._defaults = variables, color, quiet, defaults
        self.has_answered = False

    @cached_property
    def screen(self) -> "Screen":
        """The size, colours and emoji that stdout can show."""
        return self._screen(sys.stdout)

    @property
    def error_screen(self) -> "Screen":
        """The size, colours and emoji that stderr can show."""
        return self._screen(sys.stderr)

    @property
    def can_ask(self) -> bool:
        """Whether the user can answer a question: stdin and stdout are a terminal."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def print(self, text: str) -> None:
        """Print *text* for people to stdout unless it is empty."""
        if text:
            self.has_answered = True
            write(sys.stdout, f"{_without_commands(text)}\n")

    def print_bytes(self, data: bytes) -> None:
        """Write *data* to stdout, without converting line ends."""
        write(sys.stdout.buffer, data)

    def print_lines(self, lines: Iterable[str]) -> None:
        """Print *lines* to stdout as they come; stop when the reader of a pipe is gone."""
        self.print_blocks(in_blocks(lines))

    def print_blocks(self, blocks: Iterable[str]) -> None:
        """Print *blocks*, as `in_blocks` makes them, in the same way."""
        for block in blocks:
            self.has_answered = True
            if not write(sys.stdout, block):
                return

    def print_err(self, text: str) -> None:
        """Print *text* to stderr, without control characters; in a pipe it is one line."""
        self._print_in_width([text])

    def print_err_lines(self, lines: Iterable[str]) -> None:
        """Print *lines*, which may have colours, to stderr; ignore a failure, which could not be reported anywhere."""
        with suppress(OSError):
            write(sys.stderr, "".join(f"{line}\n" for line in map(_without_commands, lines)))

    def print_error(self, *lines: str) -> None:
        """Print to stderr why the command failed, without control characters."""
        first, *rest = lines
        self._print_in_width([f"prodash: {first}", *rest])

    def info(self, text: str) -> None:
        """Print *text* to stderr, unless with --quiet."""
        if not self._quiet:
            self.print_err(text)

    def info_on_terminal(self, text: str) -> None:
        """Print *text* as `info` does if stderr is a terminal."""
        if sys.stderr.isatty():
            self.info(text)

    @contextmanager
    def progress(self, template: str) -> Iterator[Callable[[int, int], None]]:
        """Yield a callback `report(done, total)` that shows progress if stderr is a terminal and the work takes long.

        *template* is a text with two `{}` for the numbers.
        """
        if self._quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from time import monotonic

        from prodash.session.terminal.progress import Progress

        line = Progress(sys.stderr, template, monotonic)
        try:
            yield line.report
        finally:
            line.end()

    def confirm(self, question: str) -> None:
        """Ask on the terminal; raises DeclinedError on any answer but yes."""
        if self.ask(f"{question} [y/N]") not in {"y", "yes"}:
            raise DeclinedError

    def ask(self, question: str) -> str:
        """The answer to *question*, which stands apart, in lower case; raises DeclinedError at the end of stdin."""
        # If stderr is redirected to a file, the user would not see the question there.
        stream = sys.stderr if sys.stderr.isatty() else sys.stdout
        write(stream, f"\n{self._bold(_without_commands(_clean(question)), stream)} ")
        line = sys.stdin.readline()
        if not line:
            raise DeclinedError
        return line.strip().casefold()

    def read_lines(self) -> list[str]:
        """The lines on stdin without blank ones."""
        lines = sys.stdin.read().removeprefix("\ufeff").split("\n")
        return [line.rstrip("\r") for line in lines if line.strip()]

    def read_bytes(self) -> bytes:
        """All bytes on stdin."""
        return sys.stdin.buffer.read()

    def _print_in_width(self, lines: Iterable[str]) -> None:
        """Print *lines* to stderr without control characters; a terminal gets them with no word broken."""
        lines = map(_clean, lines)
        if sys.stderr.isatty():
            from prodash.render.terminal.width import hang_long

            screen = self.error_screen
            lines = [part for line in lines for part in hang_long(line, screen)]
        self.print_err_lines(lines)

    def _screen(self, stream: TextIO) -> "Screen":
        """What *stream* can show; only a terminal has a size."""
        from prodash.render.terminal.screen import Depth, Screen, colour_depth, shows_emoji

        terminal = stream.isatty()
        width, height = self._terminal_size(stream) if terminal else (None, None)
        color, emoji = self._defaults() if terminal else (None, None)
        depth = colour_depth(self._variables, self._color, terminal=terminal, default=color)
        if terminal and depth is not Depth.NONE:
            enable_windows_colours()
        shows = shows_emoji(self._variables, terminal=terminal, windows=WINDOWS, default=emoji)
        return Screen(width, depth, shows, height)

    def _bold(self, text: str, stream: TextIO) -> str:
        from prodash.render.terminal.style import BOLD, paint

        return paint(text, BOLD, self._screen(stream).depth)

    def _terminal_size(self, stream: TextIO) -> tuple[int | None, int | None]:
        """The columns and lines that COLUMNS and LINES say, or that the terminal reports; None if nothing does."""
        columns, lines = (self._variables.get(name, "") for name in ("COLUMNS", "LINES"))
        try:
            reported = os.get_terminal_size(stream.fileno())
        except (OSError, ValueError):
            reported = os.terminal_size((0, 0))
        return _positive(columns) or reported.columns or None, _positive(lines) or reported.lines or None


def _positive(text: str) -> int:
    """The number that *text* is; 0 if it is none."""
    return int(text) if text.isdecimal() else 0


def _clean(text: str) -> str:
    from prodash.render.terminal.width import clean

    return clean(text)


def _without_commands(text: str) -> str:
    if "::" not in text and "##" not in text:
        return text
    from prodash.render.terminal.width import without_commands

    return without_commands(text)
