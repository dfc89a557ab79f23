"""Signals: what asks prodash to end makes it roll back what it writes, as Ctrl-C does, or waits for another program."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from prodash.errors import ProdashError

# SIGTERM comes from `kill` or a shutdown, SIGHUP from a terminal that is closed; Windows has no SIGHUP.
_NAMES = ("SIGTERM", "SIGHUP")
_WITH_INTERRUPT = (*_NAMES, "SIGINT")
_USUAL = (signal.SIG_DFL, signal.default_int_handler)


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
    """A context at whose end one of these signals or Ctrl-C raises StoppedExit, since git must not die in the middle.

    A ProdashError keeps its message, and gets the exit code of the signal.
    """
    stopped: list[int] = []
    with _handled_by(lambda number, _frame: stopped.append(number), _WITH_INTERRUPT):
        try:
            yield
        except ProdashError as error:
            if stopped:
                error.exit_code = StoppedExit(stopped[0]).signal_code
            raise
    if stopped:
        raise StoppedExit(stopped[0])


@contextmanager
def leave_interrupts() -> Iterator[list[int]]:
    """A context in which Ctrl-C is for another program on the terminal; gives the signals that have come.

    If SIGTERM or SIGHUP is among them, it raises StoppedExit at its end, when the other program has ended too.
    """
    came: list[int] = []
    with _handled_by(lambda number, _frame: came.append(number), (*_WITH_INTERRUPT, "SIGQUIT")):
        yield came
    if ending := [number for number in came if signal.Signals(number).name in _NAMES]:
        raise StoppedExit(ending[0])


@contextmanager
def signals_held() -> Iterator[None]:
    """A context at whose end the signals arrive that came in it; only where there is POSIX."""
    numbers = [getattr(signal, name) for name in _WITH_INTERRUPT]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _handled_by(
    handler: Callable[[int, FrameType | None], None], names: Iterable[str] = _NAMES
) -> Iterator[None]:
    """A context in which *handler* gets the signals of *names*, except those that are ignored."""
    numbers = [number for name in names if (number := getattr(signal, name, None))]
    usual = {number: kept for number in numbers if (kept := signal.getsignal(number)) in _USUAL}
    try:
        for number in usual:
            signal.signal(number, handler)
    except ValueError:
        # Only the main thread can handle signals.
        usual = {}
    try:
        yield
    finally:
        for number, kept in usual.items():
            signal.signal(number, kept)
