"""Signals: what asks prodash to end while it writes makes it roll back, as Ctrl-C does, and not die in the middle."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# SIGTERM comes from `kill` or a shutdown, SIGHUP from a terminal that is closed; Windows has no SIGHUP.
_NAMES = ("SIGTERM", "SIGHUP")


class StoppedError(KeyboardInterrupt):
    """A signal asks prodash to end, in the middle of its work."""


class StoppedExit(SystemExit):
    """A signal has asked prodash to end, and all is tidy; `signal_code` is what a shell calls that end."""

    def __init__(self, number: int) -> None:
        self.signal_code = 128 + number
        super().__init__(self.signal_code)


@contextmanager
def stop_by_signal() -> Iterator[None]:
    """A context that the first of these signals leaves with StoppedExit; an ignored one (`nohup`) stays ignored."""
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)
        # The next one must not stop the rollback.
        if len(stopped) == 1:
            raise StoppedError

    with _handled_by(stop):
        try:
            yield
        except StoppedError:
            raise StoppedExit(stopped[0]) from None


@contextmanager
def stop_afterwards() -> Iterator[None]:
    """A context at whose end a signal raises StoppedExit: what git does must not be left alone in the middle."""
    stopped: list[int] = []
    with _handled_by(lambda number, _frame: stopped.append(number)):
        yield
    if stopped:
        raise StoppedExit(stopped[0])


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    numbers = [number for name in _NAMES if (number := getattr(signal, name, None))]
    defaults = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in defaults:
            signal.signal(number, handler)
    except ValueError:
        # Only the main thread can handle signals.
        defaults = []
    try:
        yield
    finally:
        for number in defaults:
            signal.signal(number, signal.SIG_DFL)
