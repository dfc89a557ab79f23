"""Change blocks: lines with a blank one between them, and as much below each head as the screen has room for."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint

_REMARK = "--verbose shows all"


class Block(NamedTuple):
    """Lines that are always shown, and a function that gives those below, in a number of lines or in all they need.

    leaves_out   whether even all of them leave something out
    """

    head: Sequence[str]
    body: Callable[[int | None], Sequence[str]]
    leaves_out: bool = False


def fit_blocks(blocks: Sequence[Block], screen: Screen, most: int | None) -> list[str]:
    """The lines of *blocks*, *most* at most; if something is left out, the last line says how to see it."""
    wanted = [len(block.body(None)) for block in blocks]
    lines = _joined(blocks, wanted, apart=True)
    remark = [paint(_REMARK, DIM, screen.depth)]
    if most is None or len(lines) < most or (len(lines) == most and not _leave_out(blocks)):
        return lines + remark * _leave_out(blocks)
    bodies = [min(number, 1) for number in wanted]
    for apart in (True, False):
        room = most - len(remark) - len(_joined(blocks, bodies, apart=apart)) + sum(bodies)
        if room >= sum(bodies):
            return _joined(blocks, _shares(wanted, room), apart=apart) + remark
    return [*_first(blocks, most - len(remark)), *remark]


def _leave_out(blocks: Sequence[Block]) -> bool:
    return any(block.leaves_out for block in blocks)


def _joined(blocks: Sequence[Block], shares: Sequence[int], *, apart: bool) -> list[str]:
    """The blocks, each with its share of lines below its head; if *apart*, with a blank line after and before those."""
    lines: list[str] = []
    below = 0
    for block, share in zip(blocks, shares, strict=True):
        lines += [""] if lines and apart and (below or share) else []
        lines += [line.rstrip() for line in (*block.head, *(block.body(share) if share else ()))]
        below = share
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
            yield from head[: 0 if number else most - 1]
            yield f"+{more:,} more"
            return
        yield from map(str.rstrip, head)
        most -= len(head)
