"""Shares: one piece of work on many files, done by several processes where that pays.

parent  |- chunk 0 -- child 0: 0, 2, 4 ...  each child has a pipe and writes its results
        |- chunk 1 -- child 1: 1, 3, 5 ...  into it, which the parent reads in order

Each child gets its share when it starts and is never told anything more, so one whose parent is
killed ends at its next result, for nobody reads its pipe any more.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

Work = Callable[[Sequence[str]], bytes]
"""What is done with some paths; it changes nothing, so that doing it again does no harm."""

_CHUNK = 100
# Starting processes costs about as much as reading some hundred files, and gains nothing where others are busy.
_PAYS = 2_000
_MOST_PROCESSES = 4
_HEAD = 8


class _Share(NamedTuple):
    """One child and what it writes."""

    child: int
    results: BinaryIO


def in_shares(
    work: Work, paths: Sequence[str], *, processes: int | None = None
) -> Iterator[tuple[Sequence[str], bytes]]:
    """Some of *paths* after the other, in their order, with what *work* gives for them.

    *processes* is how many do it, by default as many as pay. What a child does not deliver is done here; so
    whatever *work* raises is raised here.
    """
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    count = _that_pay(len(paths)) if processes is None else processes
    shares: list[_Share] = []
    try:
        if count > 1:
            _start(work, [chunks[number::count] for number in range(count)], shares)
        for number, chunk in enumerate(chunks):
            mine = number % count
            result = _next_result(shares[mine]) if mine < len(shares) else None
            yield chunk, work(chunk) if result is None else result
    finally:
        for share in shares:
            share.results.close()
        for share in shares:
            _wait(share.child)


def _that_pay(files: int) -> int:
    """How many processes pay for so many files, one where a process cannot be copied safely."""
    # A copy has one thread only, and what the others had locked stays locked; macOS has threads of its own.
    threads = sys.modules.get("threading")
    if sys.platform != "linux" or files < _PAYS or (threads and threads.active_count() > 1):
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def _start(work: Work, parts: Sequence[Sequence[Sequence[str]]], shares: list[_Share]) -> None:
    """Add a child for each of *parts* to *shares*, as far as the system lets us have more."""
    with _interrupts_held():
        for part in parts:
            try:
                reading, writing = os.pipe()
            except OSError:
                return
            try:
                child = os.fork()
            except OSError:
                os.close(reading)
                return
            else:
                if not child:
                    _be_child(work, part, writing, [reading, *(share.results.fileno() for share in shares)])
                shares.append(_Share(child, open(reading, "rb")))  # noqa: SIM115 (until the last result)
            finally:
                os.close(writing)


def _be_child(work: Work, part: Sequence[Sequence[str]], writing: int, others: Sequence[int]) -> None:
    """Deliver what *work* gives for *part*, then end without a word and without what a program does at its end."""
    try:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for descriptor in others:
            os.close(descriptor)
        with open(writing, "wb") as results:
            for chunk in part:
                result = work(chunk)
                results.write(len(result).to_bytes(_HEAD, "big") + result)
                results.flush()
    finally:
        os._exit(0)


def _next_result(share: _Share) -> bytes | None:
    """What the child has for the next part of its share; None where it has come to its end too early."""
    head = share.results.read(_HEAD)
    size = int.from_bytes(head, "big")
    result = share.results.read(size)
    return result if len(head) == _HEAD and len(result) == size else None


def _wait(child: int) -> None:
    try:
        os.waitpid(child, 0)
    except ChildProcessError:
        # Somebody told the system to forget children that have ended.
        return


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl+C until all children are known, or a child would go on with what is the parent's."""
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
