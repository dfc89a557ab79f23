"""Order: where the names of two changed lists stand in the merged one.

base a b   ours a x b   theirs a b y   gives a x b y; what both add in one place is ours, then theirs
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def merge_order(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], kept: Collection[T]) -> list[T]:
    """The names that are *kept*, in our order, or in theirs if they alone moved names."""
    common = {*base} & {*ours} & {*theirs}
    they_moved = _of(theirs, common) != _of(base, common) == _of(ours, common)
    first, second = (theirs, ours) if they_moved else (ours, theirs)
    order = _of(first, kept)
    present, others = {*order}, {*base, *theirs}
    at = 0
    for name in second:
        if name in present:
            # Most names stand where they are expected.
            at = (at if order[at : at + 1] == [name] else order.index(name)) + 1
        elif name in kept:
            while not they_moved and at < len(order) and order[at] not in others:
                at += 1
            order.insert(at, name)
            at += 1
    return order


def both_moved(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> bool:
    """Whether both sides moved names, and not alike."""
    common = {*base} & {*ours} & {*theirs}
    before, our_order, their_order = (_of(names, common) for names in (base, ours, theirs))
    return our_order not in (before, their_order) and their_order != before


def both_added(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> bool:
    """Whether both sides added names in one place, and not the same ones."""
    order = merge_order(base, ours, theirs, {*ours, *theirs})
    adders = [None if name in base else (name in ours, name in theirs) for name in order]
    return any({one, other} == {(True, False), (False, True)} for one, other in pairwise(adders))


def _of(names: Iterable[T], some: Collection[T]) -> list[T]:
    return [name for name in names if name in some]
