"""Telling: how long work lets somebody know how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Tell: TypeAlias = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


def told(items: Sequence[T], tell: Tell) -> Iterator[T]:
    """*items* one after the other, as many as are done told to *tell*."""
    for number, item in enumerate(items):
        tell(number, len(items))
        yield item


def nobody(done: int, total: int) -> None:
    """Is told, and does nothing."""
