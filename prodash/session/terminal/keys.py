"""Keys: what the user types, key by key, on a terminal whose settings are restored whatever happens."""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from prodash.errors import DeclinedError
from prodash.model.choice import keys
from prodash.session.terminal.signals import signals_held

try:
    import termios
except ImportError:
    # Windows has no such settings.
    termios = None  # type: ignore[assignment]

_CODES = {
    **{f"\x1b{start}{end}": key for start in "[O" for end, key in zip("ABCDHF", (
        keys.UP, keys.DOWN, keys.RIGHT, keys.LEFT, keys.HOME, keys.END), strict=True)},
    "\x1b[1~": keys.HOME, "\x1b[7~": keys.HOME, "\x1b[4~": keys.END, "\x1b[8~": keys.END,
    "\x1b[5~": keys.PAGE_UP, "\x1b[6~": keys.PAGE_DOWN, "\x1b": keys.ESCAPE,
    "\r": keys.ENTER, "\n": keys.ENTER, "\t": keys.TAB, "\x7f": keys.BACKSPACE, "\b": keys.BACKSPACE,
    "\x10": keys.UP, "\x0e": keys.DOWN,
}  # fmt: skip
"""What terminals send for keys; Ctrl-P and Ctrl-N move as in a shell."""

_KEY = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|.", re.DOTALL)
_UNFINISHED = re.compile(rb"\x1b([\[O][0-?]*[ -/]*)?\Z")
_REST_WITHIN = 0.05
"""Seconds in which the rest of a key comes that sends several characters; else it is Escape."""

_LOCAL_MODES, _SPECIAL = 3, 6
"""The positions of these settings in what `tcgetattr` gives."""


def can_read_keys() -> bool:
    """Whether this system gives keys one by one."""
    return termios is not None


@contextmanager
def settings_kept() -> Iterator[None]:
    """A context at whose end the terminal at stdin has its settings again, even if another program dies in between."""
    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    try:
        yield
    finally:
        _restore(terminal, usual)


@contextmanager
def typed_keys(before_stop: Callable[[], None]) -> Iterator["Keys"]:
    """A context with the keys that are typed on stdin, which is a terminal.

    Ctrl-C, SIGTERM and SIGHUP leave the context as elsewhere.  Before Ctrl-Z stops the program, *before_stop* is called.
    What was typed before does not count, because nobody saw what it would choose.
    """
    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    with _signal_numbers() as signals:
        try:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, _key_by_key(terminal))
            yield Keys(terminal, usual, signals, before_stop)
        finally:
            _restore(terminal, usual)


class Keys:
    """Reads keys from the *terminal*, whose *usual* settings hold while the program is stopped."""

    def __init__(self, terminal: int, usual: Any, signals: int, before_stop: Callable[[], None]) -> None:
        self._terminal, self._usual, self._signals, self._before_stop = terminal, usual, signals, before_stop
        self._waiting: list[str] = []

    @property
    def has_more(self) -> bool:
        """Whether the next key has come together with the last one, as in a paste."""
        return bool(self._waiting)

    def next(self) -> str:
        """The name or the character of the next key, after waiting for it; raises DeclinedError if the terminal is gone."""
        while not self._waiting:
            ready = select.select([self._terminal, self._signals], [], [])[0]
            if self._signals in ready:
                return self._after_signals()
            text = self._read().decode("utf-8", "ignore")
            self._waiting = [key for code in _KEY.findall(text) if (key := _key_of(code))]
        return self._waiting.pop(0)

    def _read(self) -> bytes:
        data = _read(self._terminal)
        while _is_unfinished(data) and select.select([self._terminal], [], [], _REST_WITHIN)[0]:
            data += _read(self._terminal)
        return data

    def _after_signals(self) -> str:
        if signal.SIGTSTP in os.read(self._signals, 256):
            self._stop()
        return keys.REDRAW

    def _stop(self) -> None:
        """Stop the program, as Ctrl-Z does, until the shell continues it."""
        self._before_stop()
        ours = termios.tcgetattr(self._terminal)
        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._usual)
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        termios.tcsetattr(self._terminal, termios.TCSADRAIN, ours)


def _key_by_key(terminal: int) -> Any:
    """The settings in which each key comes at once and is not shown; Ctrl-C and Ctrl-Z still are signals."""
    settings = termios.tcgetattr(terminal)
    settings[_LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    special = settings[_SPECIAL] = [*settings[_SPECIAL]]
    special[termios.VMIN], special[termios.VTIME] = b"\x01", b"\x00"
    # Ctrl-\ would end the program without a chance to restore the settings.
    special[termios.VQUIT] = os.fpathconf(terminal, "PC_VDISABLE").to_bytes(1, "little")
    return settings


def _restore(terminal: int, usual: Any) -> None:
    # The terminal may be gone.
    with signals_held(), suppress(termios.error):
        # What is still waiting, such as the rest of a paste, must not answer the next question.
        termios.tcsetattr(terminal, termios.TCSAFLUSH, usual)


def _read(terminal: int) -> bytes:
    try:
        data = os.read(terminal, 1024)
    except OSError:
        data = b""
    if not data:
        raise DeclinedError
    return data


def _is_unfinished(data: bytes) -> bool:
    """Whether *data* ends in the middle of a key or a character."""
    if _UNFINISHED.search(data):
        return True
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _key_of(code: str) -> str:
    """The name or the character of the key that sends *code*; an empty text if it has none."""
    return _CODES.get(code, code if code.isprintable() else "")


@contextmanager
def _signal_numbers() -> Iterator[int]:
    """A context with a pipe that gives the number of each signal, so that waiting for a key ends."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    numbers = (signal.SIGWINCH, signal.SIGTSTP)
    handlers = {number: signal.signal(number, lambda *_: None) for number in numbers}
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)
