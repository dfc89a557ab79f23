"""Console: what the user is shown, and asked: stdout for the answer, stderr for everything else.

| method                            | stream | for                                                               |
| --------------------------------- | ------ | ----------------------------------------------------------------- |
| print, print_lines, print_bytes   | stdout | the answer                                                        |
| print_err                         | stderr | what the user must know: problems, what was left out or recovered |
| print_error                       | stderr | why the command could not do its work                             |
| info                              | stderr | what is good to know; not with --quiet                            |
| info_on_terminal, progress        | stderr | how far the work is; on a terminal, not with --quiet              |
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import islice
from typing import IO, AnyStr, TextIO

from prodash.errors import DeclinedError
from prodash.render.terminal.screen import Depth, Screen, depth_for, emoji_for
from prodash.render.terminal.width import clean
from prodash.session.streams import WINDOWS, discard, let_windows_show_colours

COLORS = ("auto", "always", "never")

_BLOCK = 256
"""Lines that are printed at once."""


class Console:
    """The three streams of one run; environment *variables* and *color*, one of COLORS, say what they can show."""

    def __init__(self, variables: Mapping[str, str], color: str = "auto", *, quiet: bool = False) -> None:
        self._variables, self._color, self._quiet = variables, color, quiet

    @cached_property
    def screen(self) -> Screen:
        """What stdout can show."""
        return self._screen(sys.stdout)

    @property
    def error_screen(self) -> Screen:
        """What stderr can show."""
        return self._screen(sys.stderr)

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer a question."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def print(self, text: str) -> None:
        """Print *text* to stdout; nothing where it is empty."""
        if text:
            _print(sys.stdout, f"{text}\n")

    def print_bytes(self, data: bytes) -> None:
        """Write *data* to stdout as it is, whatever line ends the system has."""
        _print(sys.stdout.buffer, data)

    def print_lines(self, lines: Iterable[str]) -> None:
        """Print *lines* to stdout as they come, until there are no more or nobody reads them."""
        rest = iter(lines)
        while block := "".join(f"{line}\n" for line in islice(rest, _BLOCK)):
            if not _print(sys.stdout, block):
                return

    def print_err(self, text: str) -> None:
        """Print *text* to stderr; where that fails there is nowhere left to say so."""
        with suppress(OSError):
            _print(sys.stderr, f"{text}\n")

    def print_error(self, text: str) -> None:
        """Print to stderr why the command could not do its work, without control characters from files."""
        self.print_err(clean_lines(f"prodash: {text}"))

    def info(self, text: str) -> None:
        """Print to stderr what is good to know, unless the user wants quiet."""
        if not self._quiet:
            self.print_err(text)

    def info_on_terminal(self, text: str) -> None:
        """Print *text* as `info` does, where somebody watches: on a terminal."""
        if sys.stderr.isatty():
            self.info(text)

    @contextmanager
    def progress(self, words: str) -> Iterator[Callable[[int, int], None]]:
        """What is to be told how much of the work is done, of how much; shown where somebody watches and it takes long.

        *words* has places for the two numbers.
        """
        if self._quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from time import monotonic

        from prodash.session.progress import Progress

        line = Progress(sys.stderr, words, monotonic)
        try:
            yield line.tell
        finally:
            line.end()

    def confirm(self, question: str) -> None:
        """Ask on the terminal; raises DeclinedError on any answer but yes."""
        if self.ask(f"{question} [y/N]") not in {"y", "yes"}:
            raise DeclinedError

    def ask(self, question: str) -> str:
        """The answer to a question on the terminal, in small letters; raises DeclinedError at its end."""
        # Where stderr goes to a file, nobody would see the question there.
        _print(sys.stderr if sys.stderr.isatty() else sys.stdout, f"{question} ")
        line = sys.stdin.readline()
        if not line:
            raise DeclinedError
        return line.strip().casefold()

    def read_lines(self) -> list[str]:
        """The lines on stdin, empty ones left out."""
        lines = sys.stdin.read().removeprefix("\ufeff").split("\n")
        return [line.rstrip("\r") for line in lines if line.strip()]

    def read_bytes(self) -> bytes:
        """All that stdin holds, as it is."""
        return sys.stdin.buffer.read()

    def _screen(self, stream: TextIO) -> Screen:
        """What a stream can show; only a terminal has a width."""
        terminal = stream.isatty()
        width = self._terminal_width(stream) if terminal else None
        depth = depth_for(self._variables, self._color, terminal=terminal)
        if terminal and depth is not Depth.NONE:
            let_windows_show_colours()
        return Screen(width, depth, emoji_for(self._variables, terminal=terminal, windows=WINDOWS))

    def _terminal_width(self, stream: TextIO) -> int | None:
        named = self._variables.get("COLUMNS", "")
        if named.isdecimal() and int(named):
            return int(named)
        try:
            return os.get_terminal_size(stream.fileno()).columns or None
        except (OSError, ValueError):
            return None


def clean_lines(text: str) -> str:
    """*text* without control characters but line ends."""
    return "\n".join(map(clean, text.split("\n")))


def _print(stream: IO[AnyStr], text: AnyStr) -> bool:
    """Write *text*, and say whether there is still a reader; one who has gone away is no fault."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        discard(stream)
        return False
    return True
