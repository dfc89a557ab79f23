"""Pieces: a merged text, with conflicts between texts that are settled."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias


class Labels(NamedTuple):
    """What follows the conflict markers, and how long those are."""

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
