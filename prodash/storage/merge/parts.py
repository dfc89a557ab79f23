"""Parts: merge the fields or entries of three texts, and put them in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple

from prodash.model.merge.lines import merge_lines
from prodash.model.merge.order import both_moved, merge_order
from prodash.model.merge.values import Items, Value, alike
from prodash.storage.merge.layout import Layout, Part, layout_of
from prodash.storage.merge.pieces import SIDES, Conflict, Pieces, Side, indent, indented, joined, text_of
from prodash.storage.merge.place import STAGES_FILE, Place
from prodash.storage.merge.readings import UnmergeableError, lost_comments, read_value
from prodash.storage.yaml.nodes import Sequence

MergeBody = Callable[[str | None, str, str, Place], Pieces]
"""Merges base, ours and theirs of a field or an entry at its place."""


class _Layouts(NamedTuple):
    """The layouts of three texts."""

    base: Layout
    ours: Layout
    theirs: Layout


def merge_parts(
    base: str | None, ours: str, theirs: str, place: Place, merge_field: MergeBody, merge_entry: MergeBody
) -> Pieces | None:
    """The merge of three texts, part by part; None if they have no such parts.  Raises UnmergeableError."""
    layouts = [layout_of(text) for text in (base or "", ours, theirs)]
    sides = _Layouts(*filter(None, layouts)) if all(layouts) else None
    kinds = {layout.kind for layout in layouts if layout and layout.kind}
    if sides is None or len(kinds) > 1:
        return None
    if place.has_order and both_moved(*(layout.names for layout in sides)):
        return (Conflict(STAGES_FILE, ours, base or "", theirs),)
    merge_body = merge_entry if Sequence in kinds else merge_field
    merged = {
        name: _merge_part(sides, name, place, merge_body)
        for name in dict.fromkeys((*sides.ours.names, *sides.theirs.names))
    }
    if Sequence in kinds and not any(text_of(part, side) for part in merged.values() for side in SIDES):
        # Without items the key would be left without a value.
        return None
    head, tail = (merge_lines(*lines) for lines in zip(*((one.head, one.tail) for one in sides), strict=True))
    slots = [*_in_order(sides, merged, place)]
    pieces = joined((head, *chain(*slots), tail))
    known = {part.text: part.value for layout in sides for part in layout.parts.values()}
    texts = [
        text
        for side in SIDES
        if (text := _verified((head, slots, tail), side, known, is_list=Sequence in kinds)) is not None
    ]
    return pieces if len(texts) == len(SIDES) and not lost_comments(base, ours, theirs, *texts) else None


def _merge_part(sides: _Layouts, name: str, place: Place, merge_body: MergeBody) -> Pieces:
    """The merged lines of one part; a comment that a removed part had for another one remains."""
    base, ours, theirs = (layout.parts.get(name) for layout in sides)
    if ours and theirs:
        lead = merge_lines(base.lead if base else "", ours.lead, theirs.lead)
        body = merge_body(base.body if base else None, ours.body, theirs.body, place.of(name))
        if lines := indented(body, ours.prefix):
            return (lead, *lines)
        bodies = (indent(part.body if part else "", ours.prefix) for part in (ours, base, theirs))
        return (lead, Conflict(place.of(name).name, *bodies))
    part = ours or theirs
    if base is None or part is None:
        return (_text(part, sides),)
    if _is_unchanged(base, part):
        return (merge_lines(base.lead, "", part.lead),)
    texts = (_text(one, sides) for one in (ours, base, theirs))
    return (Conflict(place.of(name).name, *texts),)


def _text(part: Part | None, sides: _Layouts) -> str:
    """The lines of *part* as far to the right as ours."""
    if part is None:
        return ""
    model = sides.ours.parts.get(part.name) or next(reversed(sides.ours.parts.values()), part)
    return part.lead + indent(part.body, model.prefix)


def _is_unchanged(base: Part, part: Part) -> bool:
    """Whether *part* has the value of *base*, and no new comment beside it."""
    return alike(part.value, base.value) and not lost_comments(base.body, part.body, base.body, base.body)


def _in_order(sides: _Layouts, merged: Mapping[str, Pieces], place: Place) -> Iterator[Pieces]:
    """The merged parts in their order; stages that both added in one place are a conflict, for their order has a meaning."""
    order = merge_order(sides.base.names, sides.ours.names, sides.theirs.names, merged.keys())
    for is_new, names in groupby(order, lambda name: _adder(sides, name) is not None):
        run = [*names]
        ours, theirs = (
            "".join(text_of(merged[name], side) for name in run if _adder(sides, name) == side)
            for side in SIDES
        )
        if place.has_order and is_new and ours and theirs:
            yield (Conflict(STAGES_FILE, ours, "", theirs),)
        else:
            yield from (merged[name] for name in run)


def _adder(sides: _Layouts, name: str) -> Side | None:
    """The side that alone has added *name*."""
    if name in sides.base.parts or (name in sides.ours.parts and name in sides.theirs.parts):
        return None
    return "ours" if name in sides.ours.parts else "theirs"


def _verified(
    parts: tuple[str, Iterable[Pieces], str], side: Side, known: Mapping[str, Value], *, is_list: bool
) -> str | None:
    """The whole text in which *side* wins; None if it is not read as its parts are, some of which have *known* values."""
    head, slots, tail = parts
    texts = [text_of(slot, side) for slot in slots]
    values = [value for text in texts if (value := known.get(text) or read_value(text)) != {}]
    whole = "".join((head, *texts, tail))
    try:
        if is_list:
            items = chain(*(value.items if isinstance(value, Items) else (value,) for value in values))
            return whole if read_value(whole) == Items(tuple(items)) else None
        fields = [pair for value in values if isinstance(value, Mapping) for pair in value.items()]
        return whole if read_value(whole) == dict(fields) else None
    except UnmergeableError:
        return None
