"""Documents: merge texts by their fields or entries; what both sides changed in one of them is merged inside it."""

from typing import NamedTuple

from prodash.model.merge.lines import merge_line_comments, merge_lines
from prodash.storage.edit.spans import line_start, next_line_start
from prodash.storage.merge.parts import merge_parts
from prodash.storage.merge.pieces import Conflict, Pieces
from prodash.storage.merge.place import Place
from prodash.storage.merge.readings import is_block, top_of
from prodash.storage.merge.whole import merge_whole
from prodash.storage.yaml.nodes import Mapping


def merge_document(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    """The merge of three texts with fields or entries, each of which ends with a line end.

    Raises UnmergeableError.
    """
    if settled := _settled(base, ours, theirs):
        return settled
    parts = merge_parts(base, ours, theirs, place, _merge_field, merge_document)
    return _whole(base, ours, theirs, place) if parts is None else parts


def _merge_field(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    """The merge of three versions of a key with its value."""
    if settled := _settled(base, ours, theirs):
        return settled
    opened = [_opened(text) for text in (base, ours, theirs) if text is not None]
    if not all(opened):
        return _whole(base, ours, theirs, place)
    *before, here, there = filter(None, opened)
    old = before[0] if before else None
    pieces = merge_document(old and old.inside, here.inside, there.inside, place)
    if any(isinstance(piece, Conflict) and piece.ours == here.inside for piece in pieces):
        whole = (Conflict(place.name, ours, base or "", theirs),)
        return whole if place.has_order else _whole(base, ours, theirs, place)
    behind = merge_line_comments(old.behind if old else "", here.behind, there.behind)
    below = merge_lines(old.below if old else "", here.below, there.below)
    return (here.key + behind + below, *pieces)


def _settled(base: str | None, ours: str, theirs: str) -> Pieces | None:
    """The text of the side that alone changed it; None if both did, and not alike."""
    if theirs in (ours, base):
        return (ours,)
    return (theirs,) if ours == base else None


def _whole(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    merged = merge_whole(base, ours, theirs, place)
    return (Conflict(place.name, ours, base or "", theirs),) if merged is None else (merged,)


class _Opened(NamedTuple):
    """A key with lines below it: *behind* it stands a comment or nothing, *below* it comments before what is *inside*."""

    key: str
    behind: str
    below: str
    inside: str


def _opened(text: str) -> _Opened | None:
    """The parts of a key whose value is a list with dashes or lines with keys; None if it is something else."""
    top = top_of(text)
    if not isinstance(top, Mapping) or top.flow or len(top.pairs) != 1:
        return None
    ((key, value),) = top.pairs
    inside = line_start(text, value.start)
    if not is_block(value) or not inside:
        return None
    colon, below = text.index(":", key.end) + 1, next_line_start(text, key.end)
    return _Opened(text[:colon], text[colon:below], text[below:inside], text[inside:])
