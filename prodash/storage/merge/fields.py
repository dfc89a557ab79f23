"""Fields: merge texts by their fields or entries, and inside one that both sides changed."""

from prodash.model.merge.comments import merge_comment_lines, merge_line_comments
from prodash.storage.merge.layout import key_lines
from prodash.storage.merge.members import merge_members
from prodash.storage.merge.pieces import Conflict, Pieces
from prodash.storage.merge.place import Place
from prodash.storage.merge.value_text import merge_value_text


def merge_fields(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    """The merge of three texts with fields or entries, each of which ends with a line end.

    Raises UnmergeableError.
    """
    if one_sided := _one_sided(base, ours, theirs):
        return one_sided
    members = merge_members(base, ours, theirs, place, _merge_field, merge_fields)
    return _as_one_value(base, ours, theirs, place) if members is None else members


def _merge_field(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    """The merge of three versions of a key with its value."""
    if one_sided := _one_sided(base, ours, theirs):
        return one_sided
    opened = [key_lines(text) for text in (base, ours, theirs) if text is not None]
    if not all(opened):
        return _as_one_value(base, ours, theirs, place)
    *before, here, there = filter(None, opened)
    old = before[0] if before else None
    pieces = merge_fields(old and old.inside, here.inside, there.inside, place)
    if any(isinstance(piece, Conflict) and piece.ours == here.inside for piece in pieces):
        conflict = Conflict(place.name, ours, base or "", theirs)
        return (conflict,) if place.has_order else _as_one_value(base, ours, theirs, place)
    comment = merge_line_comments(old.comment if old else "", here.comment, there.comment)
    below = merge_comment_lines(old.below if old else "", here.below, there.below)
    return (here.key + comment + below, *pieces)


def _one_sided(base: str | None, ours: str, theirs: str) -> Pieces | None:
    """The text of the side that alone changed it; None if both did, and not alike."""
    if theirs in (ours, base):
        return (ours,)
    return (theirs,) if ours == base else None


def _as_one_value(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    merged = merge_value_text(base, ours, theirs, place)
    return (Conflict(place.name, ours, base or "", theirs),) if merged is None else (merged,)
