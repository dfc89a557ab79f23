"""Renames: what became of names that are no longer listed, as earlier changes of their file tell."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from prodash.model.names.names import match_key


class Rename(NamedTuple):
    """The id `old` of an entry gave way to `new`."""

    old: str
    new: str


FindRenames: TypeAlias = Callable[[], Sequence[Rename]]
"""The renames of one kind of entry that are known, newest first; it may read files."""


def renames_between(before: Sequence[str], after: Sequence[str]) -> Iterator[Rename]:
    """The renames that made a list of ids *before* into the one *after*: one new id in the place of one old id.

    Where several ids changed next to each other, nothing tells which became which.
    """
    # It is slow to import, and this is rarely called.
    from difflib import SequenceMatcher

    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for what, start, end, new_start, new_end in opcodes:
        if what != "replace" or (end - start, new_end - new_start) != (1, 1):
            continue
        old, new = before[start], after[new_start]
        # An id on both sides has only moved.
        if old not in after and new not in before:
            yield Rename(old, new)


def became(text: str, renames: Sequence[Rename], is_listed: Callable[[str], bool]) -> tuple[str, ...]:
    """The listed ids that the name *text* has become, directly or in several steps, by the newest rename first."""
    found: dict[str, None] = {}
    seen, waiting = {match_key(text)}, [match_key(text)]
    while waiting:
        key = waiting.pop(0)
        for rename in renames:
            if match_key(rename.old) != key:
                continue
            if is_listed(rename.new):
                found[rename.new] = None
            elif match_key(rename.new) not in seen:
                seen.add(match_key(rename.new))
                waiting.append(match_key(rename.new))
    return tuple(found)
