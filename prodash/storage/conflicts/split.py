"""Split: two texts as what both say, and a conflict around each field that differs.

Unlike a merge it settles nothing: what only one side has is a conflict too, for somebody has to say which side is right.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from prodash.model.merge.comments import merge_comment_lines
from prodash.model.merge.order import merge_order
from prodash.storage.merge.indentation import indent, indent_pieces
from prodash.storage.merge.layout import Layout, Member, key_lines, layout_of
from prodash.storage.merge.pieces import Conflict, Pieces, joined
from prodash.storage.merge.place import TRACK_FILE, Place
from prodash.storage.yaml.nodes import Sequence

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
    members = _split_members(before, here, there, place, split)
    return joined(
        (
            merge_comment_lines(before.head, here.head, there.head),
            *chain.from_iterable(members),
            merge_comment_lines(before.tail, here.tail, there.tail),
        )
    )


def _can_split(here: Layout, there: Layout, place: Place) -> bool:
    """Whether both have fields, or entries whose order is alike where it has a meaning."""
    kinds = {layout.kind for layout in (here, there) if layout.kind}
    if len(kinds) != 1 or (Sequence in kinds and place.kind == TRACK_FILE):
        return False
    if not place.has_order or Sequence not in kinds:
        return True
    return _of(here.names, {*there.names}) == _of(there.names, {*here.names})


def _of(names: Iterable[str], some: set[str]) -> list[str]:
    return [name for name in names if name in some]


def _split_members(
    before: Layout, here: Layout, there: Layout, place: Place, split: _Split
) -> Iterator[Pieces]:
    """Each field or entry; entries that both sides added in one place are one conflict, where order has a meaning."""
    both = {*here.names} & {*there.names}
    order = merge_order((), here.names, there.names, {*here.names, *there.names})
    for is_common, names in groupby(order, both.__contains__):
        run = [*names]
        ours, theirs = (
            "".join(_lines_of(layout.members.get(name)) for name in run) for layout in (here, there)
        )
        if place.has_order and here.kind is Sequence and not is_common and ours and theirs:
            yield (Conflict(place.name or place.kind, ours, "", theirs),)
        else:
            yield from (_split_member(before, here, there, place.of(name), split) for name in run)


def _split_member(before: Layout, here: Layout, there: Layout, place: Place, split: _Split) -> Pieces:
    """The field or entry at *place*, with the lines above it."""
    name = place.path[-1]
    base, ours, theirs = (layout.members.get(name) for layout in (before, here, there))
    if not ours or not theirs:
        return (Conflict(place.name, _lines_of(ours), _lines_of(base), _lines_of(theirs)),)
    lead = merge_comment_lines(base.lead if base else "", ours.lead, theirs.lead)
    pieces = indent_pieces(split(base.body if base else "", ours.body, theirs.body, place), ours.prefix)
    bodies = (indent(member.body, ours.prefix) if member else "" for member in (ours, base, theirs))
    return (lead, *(pieces or (Conflict(place.name, *bodies),)))


def _lines_of(member: Member | None) -> str:
    return member.text if member else ""


def _split_value(base: str, ours: str, theirs: str, place: Place) -> Pieces:
    """A key with its value: inside, if both sides have the same lines above those of its fields or entries."""
    if ours == theirs:
        return (ours,)
    here, there = key_lines(ours), key_lines(theirs)
    if not here or not there or here[:-1] != there[:-1]:
        return (Conflict(place.name, ours, base, theirs),)
    before = key_lines(base) if base else None
    pieces = split_fields(before.inside if before else "", here.inside, there.inside, place)
    is_whole = isinstance(pieces[0], Conflict) and pieces[0].ours == here.inside
    return (Conflict(place.name, ours, base, theirs),) if is_whole else ("".join(here[:-1]), *pieces)
