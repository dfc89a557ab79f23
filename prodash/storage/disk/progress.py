"""Report to the caller how far long work has got."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

ReportProgress: TypeAlias = Callable[[int, int], None]
"""A function that is called with the number of items done and the total."""


def with_progress(items: Sequence[T], report: ReportProgress) -> Iterator[T]:
    """Yield *items* in order; before each, call *report* with the number of items done so far."""
    for number, item in enumerate(items):
        report(number, len(items))
        yield item


def no_progress(done: int, total: int) -> None:
    """Report nothing."""
