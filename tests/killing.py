"""A process of its own that is killed, or interrupted, at one step of its work on the disk.

It is forked from the test, which is cheaper than a new one, and counts every call of module `os`
that changes something on disk.
"""

import json
import math
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

import pytest

Work = Callable[[], object]
Item = TypeVar("Item")
Choose = Callable[[Sequence[str]], Sequence[int]]
LONGEST = 8

_CHANGING = (
    "chmod",
    "chown",
    "close",
    "fchmod",
    "fchown",
    "fsync",
    "ftruncate",
    "link",
    "mkdir",
    "open",
    "rename",
    "replace",
    "rmdir",
    "symlink",
    "sync",
    "truncate",
    "unlink",
    "utime",
    "write",
)
# To wait for a disk that no test can unplug would only take time.
_NOT_DONE = ("fsync", "sync")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Moment(StrEnum):
    """When, in one step, it happens."""

    BEFORE = "before"
    HALF = "half-way"
    AFTER = "after"


def steps_of(work: Work) -> list[str]:
    """The names of the steps that *work* takes; done here, so that a process forked later has it easy."""
    names: list[str] = []
    with stopping_at(0, Moment.BEFORE, lambda: None, names):
        work()
    return names


def distinct(steps: Sequence[str]) -> list[int]:
    """Which steps, counted from 1, are not like others: of rounds that repeat each other, only the first and the last.

    A round takes up to `LONGEST` steps; what is done to one file of many is one.
    """
    chosen: set[int] = set()
    at = 0
    while at < len(steps):
        length, times = max((_rounds(steps, at, length) for length in range(1, LONGEST + 1)), key=math.prod)
        for start in (at, at + (times - 1) * length):
            chosen.update(range(start + 1, start + length + 1))
        at += length * times
    return sorted(chosen)


def _rounds(steps: Sequence[str], at: int, length: int) -> tuple[int, int]:
    """The *length* of a round from *at* on and how often it comes; one step, once, if it does not repeat."""
    times = 1
    while steps[at : at + length] == steps[at + times * length : at + (times + 1) * length]:
        times += 1
    return (length, times) if times > 1 else (1, 1)


def every(steps: Sequence[str]) -> list[int]:
    """All steps, counted from 1."""
    return [*range(1, len(steps) + 1)]


def renames(steps: Sequence[str]) -> list[int]:
    """The steps that rename a file, counted from 1: what is there before each differs most."""
    return [step for step, name in enumerate(steps, 1) if name == "replace"]


each_way = pytest.mark.parametrize("chosen", [distinct, pytest.param(every, marks=pytest.mark.slow)])
"""A test that stops at the distinct steps every day, and at every step in the slow run."""


def kill(work: Work, step: int, moment: Moment) -> None:
    """Do *work* in a process of its own that kills itself at *step*, counted from 1."""

    def killed() -> None:
        with stopping_at(step, moment, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            work()

    assert _end(_start(killed)) == -signal.SIGKILL


def kill_or_end(work: Work, step: int, moment: Moment) -> bool:
    """Do *work* in a process of its own that kills itself at *step*; returns whether it came so far."""

    def killed() -> None:
        with stopping_at(step, moment, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            work()

    return _end_of_group(_start(lambda: _alone(killed)))


def killed_after(work: Work, seconds: float) -> bool:
    """Do *work* in a process of its own and kill that after *seconds*; returns whether it had not ended."""
    process = _start(lambda: _alone(work))
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return _end_of_group(process)


def _alone(work: Work) -> None:
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    work()


def _end_of_group(process: int) -> bool:
    """Wait for a process, and for the programs that it has started; returns whether it was killed."""
    killed = _end(process) == -signal.SIGKILL
    with suppress(ProcessLookupError, PermissionError):
        for _ in range(500):
            os.killpg(process, 0)
            time.sleep(0.01)
    return killed


def code_when_stopped(run: Callable[[], int], step: int, stop: Work) -> int:
    """The exit code of a process of its own that calls *stop* before *step*; the signal as a negative number."""

    def stopped() -> None:
        with stopping_at(step, Moment.BEFORE, stop):
            code = run()
        os._exit(code)

    return _end(_start(stopped))


def in_two(items: Sequence[Item], do: Callable[[Item], str], elsewhere: Work) -> list[str]:
    """What *do* says of all *items*; a second process does every other one, in a place of its own."""
    ours, theirs = os.pipe()

    def other_half() -> None:
        elsewhere()
        try:
            answer = [True, [do(item) for item in items[1::2]]]
        except BaseException:  # noqa: BLE001 (whatever it is, it is shown there)
            answer = [False, traceback.format_exc()]
        with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
            json.dump(answer, pipe)

    second = _start(other_half)
    os.close(theirs)
    try:
        said = [do(item) for item in items[::2]]
    finally:
        with os.fdopen(ours, encoding="utf-8") as pipe:
            fine, answer = json.load(pipe)
        assert _end(second) == 0
    assert fine, answer
    return said + answer


def _start(work: Work) -> int:
    """The number of a process of its own that does *work* and nothing else."""
    process = os.fork()
    if not process:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def _end(process: int) -> int:
    """How a process ended: its exit code, or the signal as a negative number."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@contextmanager
def stopping_at(step: int, moment: Moment, stop: Work, names: list[str] | None = None) -> Iterator[None]:
    """Call *stop* at one step of what is done within; note the *names* of all steps."""
    steps = _Steps(step, moment, stop, [] if names is None else names, set())
    with pytest.MonkeyPatch.context() as patch:
        for name in _CHANGING:
            if hasattr(os, name):
                patch.setattr(os, name, steps.watched(name, getattr(os, name)))
        yield


class _Steps(NamedTuple):
    """The steps taken so far, and where to stop."""

    at: int
    moment: Moment
    stop: Work
    names: list[str]
    written: set[int]

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The function of `os` of this name, each call of which is a step."""

        def call(*args: Any, **options: Any) -> Any:
            if self._only_reads(name, args):
                return real(*args, **options)
            self.names.append(name)
            moment = self.moment if len(self.names) == self.at else None
            if moment is Moment.BEFORE:
                self.stop()
            if moment is Moment.HALF:
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
                self.stop()
            try:
                result = None if name in _NOT_DONE else real(*args, **options)
            finally:
                if moment is Moment.AFTER:
                    self.stop()
            if name == "open":
                self.written.add(result)
            if name == "close":
                # Its number may be that of a file opened for reading next.
                self.written.discard(args[0])
            return result

        return call

    def _only_reads(self, name: str, args: Sequence[Any]) -> bool:
        if name == "open":
            return not args[1] & _WRITING
        return name == "close" and args[0] not in self.written
