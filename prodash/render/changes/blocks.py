"""Change blocks: lines with a blank one between them, and as much below each head as the screen has room for."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint

_REMARK = "--verbose shows all"


class Block(NamedTuple):
    """Lines that are always shown, and a function that gives those below, in a number of lines or in all they need."""

    head: Sequence[str]
    body: Callable[[int | None], Sequence[str]]


def fit(blocks: Sequence[Block], screen: Screen, most: int | None) -> list[str]:
    """The lines of *blocks*, *most* at most; then the last one says how to see the rest."""
    bodies = [len(block.body(None)) for block in blocks]
    heads = sum(len(block.head) for block in blocks) + len(blocks) - 1
    if most is None or heads + sum(bodies) <= most:
        return _joined(blocks, bodies, apart=True)
    remark = paint(_REMARK, DIM, screen.depth)
    room = most - 1 - heads
    if room >= len(blocks):
        return [*_joined(blocks, _shares(bodies, room), apart=True), remark]
    if (room := room + len(blocks) - 1) >= len(blocks):
        return [*_joined(blocks, _shares(bodies, room), apart=False), remark]
    return [*_first(blocks, most - 1), remark]


def _joined(blocks: Sequence[Block], shares: Sequence[int], *, apart: bool) -> list[str]:
    """The blocks, each with its share of lines below its head; if they stand *apart*, with blank lines between them."""
    lines: list[str] = []
    for block, share in zip(blocks, shares, strict=True):
        lines += [""] if lines and apart else []
        lines += [line.rstrip() for line in (*block.head, *(block.body(share) if share else ()))]
    return lines


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """*room* lines dealt out: nobody gets more than is wanted, and those who get less get equally many."""
    shares = [0] * len(wanted)
    for served, number in enumerate(sorted(range(len(wanted)), key=lambda number: wanted[number])):
        shares[number] = min(wanted[number], room // (len(wanted) - served))
        room -= shares[number]
    return shares


def _first(blocks: Sequence[Block], most: int) -> Iterator[str]:
    """The heads alone, or what stands in place of one, and how many did not fit."""
    heads = [block.head or block.body(1) for block in blocks]
    for number, head in enumerate(heads):
        more = len(heads) - number
        if len(head) + (more > 1) > most:
            yield f"+{more:,} more groups" if more > 1 else "+1 more group"
            return
        yield from map(str.rstrip, head)
        most -= len(head)
