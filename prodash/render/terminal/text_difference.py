"""Text difference: the lines in which two texts differ, as far as they fit on a screen."""

from collections.abc import Iterator, Sequence

from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import clean, shorten

_MAX_COMPARED = 500
_MAX_SHOWN = 16


def text_difference(old: str, new: str, screen: Screen) -> list[str]:
    """The lines that only *old* has, dim with `-`, and those that only *new* has, with `+`; the last counts the rest."""
    before, after = _without_equal_ends(old.splitlines(), new.splitlines())
    lines = [*differing_lines(before[:_MAX_COMPARED], after[:_MAX_COMPARED])]
    hidden = len(lines) - _MAX_SHOWN + sum(max(len(part) - _MAX_COMPARED, 0) for part in (before, after))
    shown = [_painted(shorten(clean(line), screen.columns), screen) for line in lines[:_MAX_SHOWN]]
    return [*shown, f"+{hidden:,} more"] if hidden > 0 else shown


def differing_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines that only *before* has, with `- `, and those that only *after* has, with `+ `."""
    from difflib import SequenceMatcher

    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if kind != "equal":
            yield from (f"- {line}" for line in before[start:end])
            yield from (f"+ {line}" for line in after[new_start:new_end])


def _painted(line: str, screen: Screen) -> str:
    return paint(line, DIM, screen.depth) if line.startswith("-") else line


def _without_equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    start = _equal_lines(old, new)
    end = _equal_lines(old[start:][::-1], new[start:][::-1])
    return old[start : len(old) - end], new[start : len(new) - end]


def _equal_lines(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at the beginning are equal."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
