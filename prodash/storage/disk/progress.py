"""Progress reports of long work to its caller."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

ReportProgress: TypeAlias = Callable[[int, int], None]
"""Called with the number of items that are done and the number of all items."""


def with_progress(items: Sequence[T], report: ReportProgress) -> Iterator[T]:
    """Yield *items* in order; before each, call *report* with the number of items that are done."""
    for number, item in enumerate(items):
        report(number, len(items))
        yield item


def no_progress(done: int, total: int) -> None:
    """Report nothing."""
