"""Indentation: texts and pieces further to the right or to the left."""

import re

from prodash.model.merge.comments import lines_of
from prodash.storage.merge.pieces import Conflict, Pieces

_FILLED_LINE = re.compile(r"^(?=.*\S)", re.MULTILINE)


def indent_pieces(pieces: Pieces, prefix: str) -> Pieces | None:
    """*pieces* with *prefix*, such as `  - `, before their first line; None if that is a conflict with a side without lines."""
    first, *rest = pieces
    if isinstance(first, Conflict) and prefix.strip() and not (first.ours and first.theirs):
        return None
    inner = " " * len(prefix)
    return (_indented(first, prefix), *(_indented(piece, inner) for piece in rest))


def _indented(piece: str | Conflict, prefix: str) -> str | Conflict:
    if isinstance(piece, str):
        return indent(piece, prefix)
    return Conflict(piece.name, *(indent(text, prefix) for text in piece[1:]))


def indent(text: str, prefix: str) -> str:
    """*text* with *prefix* before the first line, and as many spaces before the others that are not blank."""
    if not text:
        return ""
    return prefix + _FILLED_LINE.sub(" " * len(prefix), text)[len(prefix) :] if text.strip() else text


def dedent(text: str, columns: int) -> str | None:
    """*text* with each line but the first so many *columns* further to the left; the first has lost its prefix already.

    Blank lines stay.  None if a line has fewer spaces.
    """
    first, *lines = lines_of(text)
    if any(line.strip() and line[:columns].strip(" ") for line in lines):
        return None
    return first + "".join(line[columns:] if line.strip() else line for line in lines)
