"""Pieces: a merged text, with conflicts between texts that are settled."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from prodash.model.merge.lines import lines_of

_FILLED_LINE = re.compile(r"^(?=.*\S)", re.MULTILINE)


class Labels(NamedTuple):
    """What stands behind the conflict markers, and how long those are."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    marker_size: int = 7


UNNAMED = ""
"""The name of lines in conflict that are no field."""


class Conflict(NamedTuple):
    """Lines that both sides changed; *name* is that of the field, such as `stage` or `mixing.name`, or UNNAMED."""

    name: str
    ours: str
    base: str
    theirs: str


Side: TypeAlias = Literal["ours", "theirs"]
SIDES: tuple[Side, Side] = ("ours", "theirs")

Pieces: TypeAlias = tuple[str | Conflict, ...]


def joined(pieces: Iterable[str | Conflict]) -> Pieces:
    """*pieces* with all text between two conflicts in one."""
    result: list[str | Conflict] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece:
            result.append(piece)
    return tuple(result)


def text_of(pieces: Pieces, side: Side) -> str:
    """The text in which one side wins all conflicts."""
    return "".join(piece if isinstance(piece, str) else getattr(piece, side) for piece in pieces)


def names_of(pieces: Pieces) -> tuple[str, ...]:
    """The names of the fields in conflict."""
    return tuple(piece.name for piece in pieces if isinstance(piece, Conflict))


def with_markers(pieces: Pieces, labels: Labels, *, shows_base: bool) -> str:
    """The text with git's markers around each conflict, and the base between them if git *shows_base*."""
    return "".join(
        piece if isinstance(piece, str) else _marked(piece, labels, shows_base=shows_base) for piece in pieces
    )


def _marked(conflict: Conflict, labels: Labels, *, shows_base: bool) -> str:
    size = labels.marker_size
    base = f"{'|' * size} {labels.base}\n{conflict.base}" if shows_base else ""
    return (
        f"{'<' * size} {labels.ours}\n{conflict.ours}{base}{'=' * size}\n"
        f"{conflict.theirs}{'>' * size} {labels.theirs}\n"
    )


def indented(pieces: Pieces, prefix: str) -> Pieces | None:
    """*pieces* behind *prefix*, such as `  - `; None if a side of the first conflict has no line to put it before."""
    inner = " " * len(prefix)
    first, *rest = pieces
    if isinstance(first, Conflict):
        if prefix.strip() and not (first.ours and first.theirs):
            return None
        sides = (indent(text, prefix) for text in first[1:])
        start: str | Conflict = Conflict(first.name, *sides)
    else:
        start = indent(first, prefix)
    return (
        start,
        *(
            Conflict(piece.name, *(indent(text, inner) for text in piece[1:]))
            if isinstance(piece, Conflict)
            else indent(piece, inner)
            for piece in rest
        ),
    )


def indent(text: str, prefix: str) -> str:
    """*text* with *prefix* before the first line, and as many spaces before the others that are not blank."""
    if not text:
        return ""
    return prefix + _FILLED_LINE.sub(" " * len(prefix), text)[len(prefix) :] if text.strip() else text


def dedent(text: str, columns: int) -> str | None:
    """*text*, of which the first line starts behind its prefix, without so many spaces before the others.

    Blank lines stay.  None if a line has fewer spaces.
    """
    first, *lines = lines_of(text)
    if any(line.strip() and line[:columns].strip(" ") for line in lines):
        return None
    return first + "".join(line[columns:] if line.strip() else line for line in lines)
