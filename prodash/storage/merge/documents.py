"""Documents: merge texts by their fields or entries; what both sides changed in one of them is merged inside it."""

from prodash.storage.edit.spans import line_start
from prodash.storage.merge.parts import merge_parts
from prodash.storage.merge.pieces import Conflict, Pieces, names_of
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
    *before, (head, here), (their_head, there) = filter(None, opened)
    old_head, inside = before[0] if before else (head, None)
    heads = _settled(old_head, head, their_head)
    pieces = merge_document(inside, here, there, place) if heads else ()
    if heads and place.name not in names_of(pieces):
        return (*heads, *pieces)
    return (Conflict(place.name, ours, base or "", theirs),)


def _settled(base: str | None, ours: str, theirs: str) -> Pieces | None:
    """The text of the side that alone changed it; None if both did, and not alike."""
    if theirs in (ours, base):
        return (ours,)
    return (theirs,) if ours == base else None


def _whole(base: str | None, ours: str, theirs: str, place: Place) -> Pieces:
    merged = merge_whole(base, ours, theirs, place)
    return (Conflict(place.name, ours, base or "", theirs),) if merged is None else (merged,)


def _opened(text: str) -> tuple[str, str] | None:
    """The line of a key, and the lines of its list or mapping below; None if its value is none with lines."""
    top = top_of(text)
    value = top.pairs[0][1] if isinstance(top, Mapping) and not top.flow and len(top.pairs) == 1 else None
    if value is None or not is_block(value):
        return None
    at = line_start(text, value.start)
    return (text[:at], text[at:]) if at else None
