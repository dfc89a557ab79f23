"""Split: two texts as what both say, and a conflict around each field that differs.

Unlike a merge it settles nothing: what only one side has is a conflict too, for somebody has to say which side is right.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from prodash.model.merge.lines import merge_lines
from prodash.model.merge.order import merge_order
from prodash.storage.edit.spans import line_start
from prodash.storage.merge.layout import Layout, Part, layout_of
from prodash.storage.merge.pieces import Conflict, Pieces, indent, indented, joined
from prodash.storage.merge.place import TRACK_FILE, Place
from prodash.storage.merge.readings import is_block, top_of
from prodash.storage.yaml.nodes import Mapping, Sequence

_Split = Callable[[str, str, str, Place], Pieces]


def split_fields(base: str, ours: str, theirs: str, place: Place) -> Pieces:
    """What *ours* and *theirs* say alike, and a conflict for each field in which they differ.

    The *base* is empty if it is not known.  Raises UnmergeableError.
    """
    if ours == theirs:
        return (ours,)
    here, there = layout_of(ours), layout_of(theirs)
    if not here or not there or not _can_split(here, there, place):
        return (Conflict(place.name, ours, base, theirs),)
    before = (layout_of(base) if base else None) or Layout("", {}, "")
    split = split_fields if here.kind is Sequence else _split_value
    parts = _split_parts(before, here, there, place, split)
    return joined(
        (
            merge_lines(before.head, here.head, there.head),
            *chain.from_iterable(parts),
            merge_lines(before.tail, here.tail, there.tail),
        )
    )


def _can_split(here: Layout, there: Layout, place: Place) -> bool:
    """Whether both have fields, or entries whose order is alike where it has a meaning."""
    kinds = {layout.kind for layout in (here, there) if layout.kind}
    if len(kinds) != 1 or (Sequence in kinds and place.file == TRACK_FILE):
        return False
    if not place.has_order or Sequence not in kinds:
        return True
    return _of(here.names, {*there.names}) == _of(there.names, {*here.names})


def _of(names: Iterable[str], some: set[str]) -> list[str]:
    return [name for name in names if name in some]


def _split_parts(
    before: Layout, here: Layout, there: Layout, place: Place, split: _Split
) -> Iterator[Pieces]:
    """Each field or entry; entries that both sides added in one place are one conflict, where order has a meaning."""
    both = {*here.names} & {*there.names}
    order = merge_order((), here.names, there.names, {*here.names, *there.names})
    for is_common, names in groupby(order, both.__contains__):
        run = [*names]
        ours, theirs = ("".join(_whole(layout.parts.get(name)) for name in run) for layout in (here, there))
        if place.has_order and here.kind is Sequence and not is_common and ours and theirs:
            yield (Conflict(place.name or place.file, ours, "", theirs),)
        else:
            yield from (_split_part(before, here, there, place.of(name), split) for name in run)


def _split_part(before: Layout, here: Layout, there: Layout, place: Place, split: _Split) -> Pieces:
    """The field or entry at *place*, with the lines above it."""
    name = place.path[-1]
    base, ours, theirs = (layout.parts.get(name) for layout in (before, here, there))
    if not ours or not theirs:
        return (Conflict(place.name, _whole(ours), _whole(base), _whole(theirs)),)
    lead = merge_lines(base.lead if base else "", ours.lead, theirs.lead)
    pieces = indented(split(base.body if base else "", ours.body, theirs.body, place), ours.prefix)
    bodies = (indent(part.body, ours.prefix) if part else "" for part in (ours, base, theirs))
    return (lead, *(pieces or (Conflict(place.name, *bodies),)))


def _whole(part: Part | None) -> str:
    return part.lead + indent(part.body, part.prefix) if part else ""


def _split_value(base: str, ours: str, theirs: str, place: Place) -> Pieces:
    """A key with its value: inside, if both sides have the same line above several lines of fields or entries."""
    if ours == theirs:
        return (ours,)
    (our_head, here), (their_head, there) = _opened(ours), _opened(theirs)
    if not our_head or our_head != their_head:
        return (Conflict(place.name, ours, base, theirs),)
    pieces = split_fields(_opened(base)[1] if base else "", here, there, place)
    is_whole = isinstance(pieces[0], Conflict) and pieces[0].ours == here
    return (Conflict(place.name, ours, base, theirs),) if is_whole else (our_head, *pieces)


def _opened(text: str) -> tuple[str, str]:
    """The line of a key and the lines of its fields or entries; empty if its value is none with lines."""
    top = top_of(text)
    value = top.pairs[0][1] if isinstance(top, Mapping) and not top.flow and len(top.pairs) == 1 else None
    at = line_start(text, value.start) if value is not None and is_block(value) else 0
    return (text[:at], text[at:]) if at else ("", "")
