"""A small terminal: what it shows after the codes that prodash sends, and prodash run on it, key by key."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from wcwidth import iter_graphemes, wcswidth

from tests.surroundings import PATIENCE, PRODASH, environment

_PART = re.compile(r"\x1b\[\??[0-9;]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+")
_CUT = re.compile(r"\x1b(\[[?0-9;]*)?\Z")
_RIGHT_OF = "\0"
"""Stands for the second column of a wide character."""


class Emulator:
    """A terminal of *columns* that knows the codes for a picture drawn in place; others are a fault."""

    def __init__(self, columns: int) -> None:
        self.columns, self.row, self.column = columns, 0, 0
        self.rows: list[list[str]] = [[]]
        self.wraps = self.has_cursor = True
        self.pictures = 0
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._unfinished = ""

    def feed(self, data: bytes) -> None:
        """Show *data*; a code or a character may end in the next piece."""
        text = self._unfinished + self._decode(data)
        whole = _CUT.sub("", text)
        self._unfinished = text[len(whole) :]
        for part in _PART.findall(whole):
            if part == "\r":
                self.column = 0
            elif part == "\n":
                self._line_feed()
            elif part.startswith("\x1b"):
                self._obey(part)
            else:
                for grapheme in iter_graphemes(part):
                    self._put(grapheme)

    @property
    def text(self) -> str:
        """What is on the screen, with no blanks at the end of a line."""
        lines = ("".join(row).replace(_RIGHT_OF, "").rstrip() for row in self.rows)
        return "\n".join(lines).rstrip("\n") + "\n"

    def _line_feed(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append([])

    def _put(self, grapheme: str) -> None:
        columns = max(wcswidth(grapheme), 0)
        if self.column + columns > self.columns:
            if not self.wraps:
                return
            self._line_feed()
            self.column = 0
        row = self.rows[self.row]
        row += " " * (self.column + columns - len(row))
        row[self.column : self.column + columns] = [grapheme, *[_RIGHT_OF] * (columns - 1)]
        self.column += columns

    def _obey(self, code: str) -> None:
        number = re.sub(r"\D", "", code)
        match code[-1]:
            case "A":
                self.row = max(self.row - int(number), 0)
            case "K":
                del self.rows[self.row][self.column :]
            case "J":
                del self.rows[self.row][self.column :]
                del self.rows[self.row + 1 :]
            case "h" | "l" if number == "25":
                self.has_cursor = code.endswith("h")
                self.pictures += not self.has_cursor
            case "h" | "l" if number == "7":
                self.wraps = code.endswith("h")
            case "m":
                pass
            case _:
                raise AssertionError(f"the terminal does not know {code!r}")


class Typing:
    """prodash on a terminal, where keys are typed after something has been shown."""

    def __init__(
        self, argv: Sequence[str], *, cwd: Path, size: tuple[int, int] = (80, 24), env: Mapping[str, str] = {},
        stdout: Any = None, program: Sequence[str] = PRODASH,
    ) -> None:  # fmt: skip
        self.ours, self.theirs = pty.openpty()
        self.screen = Emulator(size[0])
        self.resize(*size)
        self.before = self.settings
        self.process = subprocess.Popen(
            [*program, *argv],
            cwd=cwd,
            env=environment(
                {"TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "", "PATH": "/no fzf here", **env}
            ),
            stdin=self.theirs,
            stdout=stdout or self.theirs,
            stderr=self.theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (no threads here)
        )

    @property
    def settings(self) -> list[Any]:
        """The settings of the terminal."""
        return termios.tcgetattr(self.theirs)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.columns = columns
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str, *, after: str) -> "Typing":
        """Type *keys* as soon as *after* is on the screen."""
        self.wait_for(after)
        os.write(self.ours, keys.encode())
        return self

    def send(self, number: signal.Signals, *, after: str) -> "Typing":
        """Send a signal as soon as *after* is on the screen."""
        self.wait_for(after)
        os.killpg(self.process.pid, number)
        return self

    def wait_for(self, text: str) -> str:
        """What is on the screen once *text* is there."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.screen.text or self._has_more():
            is_alive = self.process.poll() is None and time.monotonic() < deadline
            assert is_alive or self._has_more(), self.screen.text
            self._read(0.05)
        return self.screen.text

    def end(self) -> tuple[int, str]:
        """The exit code, and what is on the screen at the end; the terminal must be as it was."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None or self._has_more():
            if time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(self.screen.text)
            self._read(0.02)
        assert self.settings == self.before
        assert self.screen.has_cursor
        assert self.screen.wraps
        os.close(self.ours)
        os.close(self.theirs)
        return self.process.returncode, self.screen.text

    def _has_more(self) -> bool:
        return bool(select.select([self.ours], [], [], 0)[0])

    def _read(self, seconds: float) -> None:
        if select.select([self.ours], [], [], seconds)[0]:
            with suppress(OSError):
                self.screen.feed(os.read(self.ours, 65536))
