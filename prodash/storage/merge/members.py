"""Members: merge the fields or entries of three texts, and put them in order."""

from collections import abc
from collections.abc import Callable, Iterator
from itertools import chain, groupby
from typing import NamedTuple

from prodash.model.merge.comments import merge_comment_lines
from prodash.model.merge.order import both_moved, merge_order
from prodash.model.merge.values import Items, Value, alike
from prodash.storage.merge.comments import lost_comments
from prodash.storage.merge.indentation import indent, indent_pieces
from prodash.storage.merge.layout import Layout, Member, layout_of
from prodash.storage.merge.pieces import SIDES, Conflict, Pieces, Side, joined, text_of
from prodash.storage.merge.place import STAGES_FILE, Place
from prodash.storage.merge.read import UnmergeableError, read_value
from prodash.storage.yaml.nodes import Mapping, Sequence

MergeBody = Callable[[str | None, str, str, Place], Pieces]
"""Merges base, ours and theirs of a field or an entry at its place."""


class _Layouts(NamedTuple):
    """The layouts of three texts."""

    base: Layout
    ours: Layout
    theirs: Layout

    @property
    def kinds(self) -> set[type[Mapping] | type[Sequence]]:
        """What the members are: fields of a mapping, items of a sequence; both if the texts differ in that."""
        return {layout.kind for layout in self if layout.kind}


class _Text(NamedTuple):
    """A merged text: its members in their order, and the lines above and below them."""

    head: str
    members: tuple[Pieces, ...]
    tail: str
    is_list: bool

    @property
    def pieces(self) -> Pieces:
        """All of it."""
        return joined((self.head, *chain(*self.members), self.tail))


def merge_members(
    base: str | None, ours: str, theirs: str, place: Place, merge_field: MergeBody, merge_entry: MergeBody
) -> Pieces | None:
    """The merge of three texts, member by member; None if they have no such members.  Raises UnmergeableError."""
    layouts = _layouts_of(base or "", ours, theirs)
    if layouts is None:
        return None
    if place.has_order and both_moved(*(layout.names for layout in layouts)):
        return (Conflict(STAGES_FILE, ours, base or "", theirs),)
    is_list = Sequence in layouts.kinds
    merged = {
        name: _merge_member(layouts, name, place, merge_entry if is_list else merge_field)
        for name in dict.fromkeys((*layouts.ours.names, *layouts.theirs.names))
    }
    if is_list and not any(text_of(member, side) for member in merged.values() for side in SIDES):
        # Without items the key would be left without a value.
        return None
    head, tail = (
        merge_comment_lines(*lines)
        for lines in zip(*((layout.head, layout.tail) for layout in layouts), strict=True)
    )
    text = _Text(head, (*_in_order(layouts, merged, place),), tail, is_list)
    sides = _verified(text, layouts)
    return text.pieces if sides and not lost_comments(base, ours, theirs, *sides) else None


def _layouts_of(*texts: str) -> _Layouts | None:
    """The layouts of base, ours and theirs; None if one has none, or some are lists and others mappings."""
    found = [layout for text in texts if (layout := layout_of(text))]
    layouts = _Layouts(*found) if len(found) == len(texts) else None
    return layouts if layouts and len(layouts.kinds) <= 1 else None


def _merge_member(layouts: _Layouts, name: str, place: Place, merge_body: MergeBody) -> Pieces:
    """The merged lines of one member; of one that a side removed, the comments that the other side added above it."""
    base, ours, theirs = (layout.members.get(name) for layout in layouts)
    if ours and theirs:
        lead = merge_comment_lines(base.lead if base else "", ours.lead, theirs.lead)
        body = merge_body(base.body if base else None, ours.body, theirs.body, place.of(name))
        if lines := indent_pieces(body, ours.prefix):
            return (lead, *lines)
        bodies = (indent(member.body if member else "", ours.prefix) for member in (ours, base, theirs))
        return (lead, Conflict(place.of(name).name, *bodies))
    member = ours or theirs
    if base is None or member is None:
        return (_text(member, layouts),)
    if _is_unchanged(base, member):
        return (merge_comment_lines(base.lead, "", member.lead),)
    texts = (_text(one, layouts) for one in (ours, base, theirs))
    return (Conflict(place.of(name).name, *texts),)


def _text(member: Member | None, layouts: _Layouts) -> str:
    """The lines of *member* as far to the right as ours."""
    if member is None:
        return ""
    model = layouts.ours.members.get(member.name) or next(reversed(layouts.ours.members.values()), member)
    return member.lead + indent(member.body, model.prefix)


def _is_unchanged(base: Member, member: Member) -> bool:
    """Whether *member* has the value of *base*, and no new comment beside it."""
    return alike(member.value, base.value) and not lost_comments(base.body, member.body, base.body, base.body)


def _in_order(layouts: _Layouts, merged: abc.Mapping[str, Pieces], place: Place) -> Iterator[Pieces]:
    """The merged members in their order; stages that both added in one place are a conflict, as their order has a meaning."""
    order = merge_order(layouts.base.names, layouts.ours.names, layouts.theirs.names, merged.keys())
    for is_new, names in groupby(order, lambda name: _adder(layouts, name) is not None):
        run = [*names]
        ours, theirs = (
            "".join(text_of(merged[name], side) for name in run if _adder(layouts, name) == side)
            for side in SIDES
        )
        if place.has_order and is_new and ours and theirs:
            yield (Conflict(STAGES_FILE, ours, "", theirs),)
        else:
            yield from (merged[name] for name in run)


def _adder(layouts: _Layouts, name: str) -> Side | None:
    """The side that alone has added *name*."""
    if name in layouts.base.members or (name in layouts.ours.members and name in layouts.theirs.members):
        return None
    return "ours" if name in layouts.ours.members else "theirs"


def _verified(text: _Text, layouts: _Layouts) -> list[str]:
    """The whole text of each side, in which that side wins; empty if one is not read as its members are."""
    known = {member.text: member.value for layout in layouts for member in layout.members.values()}
    sides = []
    for side in SIDES:
        texts = [text_of(member, side) for member in text.members]
        whole = "".join((text.head, *texts, text.tail))
        values = [value for member in texts if (value := known.get(member) or read_value(member)) != {}]
        if not _is_read_as(whole, _joined(values, is_list=text.is_list)):
            return []
        sides.append(whole)
    return sides


def _is_read_as(text: str, value: Value) -> bool:
    try:
        return read_value(text) == value
    except UnmergeableError:
        return False


def _joined(values: list[Value], *, is_list: bool) -> Value:
    """The value of a text whose members have these *values*."""
    if is_list:
        return Items(tuple(chain(*(one.items if isinstance(one, Items) else (one,) for one in values))))
    return dict(pair for one in values if isinstance(one, abc.Mapping) for pair in one.items())
