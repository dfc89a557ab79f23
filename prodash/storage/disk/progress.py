"""Telling: how long work reports its progress to whoever started it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

ReportProgress: TypeAlias = Callable[[int, int], None]
"""Takes how many items are done, and of how many."""


def with_progress(items: Sequence[T], report: ReportProgress) -> Iterator[T]:
    """*items* one after the other; before each, *report* gets how many are done."""
    for number, item in enumerate(items):
        report(number, len(items))
        yield item


def no_progress(done: int, total: int) -> None:
    """Report nothing."""
