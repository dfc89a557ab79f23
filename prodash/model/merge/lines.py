"""Lines: what git makes of two changes of the same lines, as far as that is known without it."""

import re
from typing import NamedTuple

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


class _Change(NamedTuple):
    """The lines of the base from *start* to *stop*, and what one side has in their place."""

    start: int
    stop: int
    new: list[bytes]


def merge_apart(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The lines with both changes, if a line that neither side changed is between them; otherwise None."""
    lines = _LINE.findall(base)
    first, second = _changes(lines, ours, theirs)
    if first.stop >= second.start:
        return None
    between = lines[first.stop : second.start]
    return b"".join((*lines[: first.start], *first.new, *between, *second.new, *lines[second.stop :]))


def are_adjacent(base: bytes, ours: bytes, theirs: bytes) -> bool:
    """Whether one side changed the lines right after those of the other, which is a conflict for git."""
    first, second = _changes(_LINE.findall(base), ours, theirs)
    return first.stop == second.start


def _changes(lines: list[bytes], *sides: bytes) -> list[_Change]:
    """The change of each side, the upper one first."""
    return sorted((_change(lines, _LINE.findall(side)) for side in sides), key=lambda change: change[:2])


def _change(old: list[bytes], new: list[bytes]) -> _Change:
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    same = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    return _Change(start, len(old) - same, new[start : len(new) - same])
