"""Entries: the stages, workflows or projects of a file put in, moved and taken out as whole blocks.

Comments above an entry move with it and stay when it is taken out; an empty line between two stays
where it is when they change places.
"""

import re
from collections.abc import Mapping as Fields

from prodash.model.catalogue.fields import ENTRY_ORDER
from prodash.storage.edit.empty_list import emptied, is_empty, with_key
from prodash.storage.edit.entry_layout import is_blank, own_lines, spans_of
from prodash.storage.edit.entry_text import between_entries, with_first, written_like
from prodash.storage.edit.keys import cut_of_flow, keeps_comments
from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.edit.spans import ended_or_not, is_multiline, line_end, without_lines
from prodash.storage.edit.value import Manner, rename_key, set_value
from prodash.storage.edit.verify import Wanted, child, content
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_COMMA = re.compile(" *,")


def with_entry(text: str, key: str, fields: Fields[str, str], before: str) -> str:
    """*text* with a new entry in front of the one whose id is *before*, or at the end where that is empty.

    A list that is empty, or not there in a text that says nothing else, gets its first entry.
    """
    text = with_key(text, key)
    top, entries = _list(text, key)
    if not entries.items:
        return _checked(with_first(text, top, key, fields), key, top, [], [], fields)
    place = _place(entries, before) if before else len(entries.items)
    spans = spans_of(text, entries)
    written = written_like(text, entries, fields)
    between = between_entries(text, entries, spans)
    at = spans[place][0] if place < len(spans) else spans[-1][1]
    put_in = written + between if place < len(spans) else between + written
    items = [content(item) for item in entries.items]
    return _checked(text[:at] + put_in + text[at:], key, top, items[:place], items[place:], fields)


def moved(text: str, key: str, identifier: str, before: str) -> str:
    """*text* with an entry in front of the one whose id is *before*, or at the end where that is empty."""
    top, entries = _list(text, key)
    place = _place(entries, identifier)
    order = [number for number in range(len(entries.items)) if number != place]
    order.insert(order.index(_place(entries, before)) if before else len(order), place)
    spans = spans_of(text, entries)
    edited = text[: spans[0][0]]
    for number, old in enumerate(order):
        start, stop = spans[old]
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        edited += text[start:stop] + text[spans[number][1] : following]
    return _checked(edited, key, top, [content(entries.items[old]) for old in order], [])


def without(text: str, key: str, identifier: str) -> str:
    """*text* without an entry; an empty list is left where it was the last."""
    top, entries = _list(text, key)
    place = _place(entries, identifier)
    items = [content(item) for item in entries.items]
    if len(items) == 1:
        edited = emptied(text, top, key, *own_lines(text, entries, 0))
    elif entries.flow:
        edited = _cut_from_flow(text, [(item.start, item.end) for item in entries.items], place)
    else:
        edited = _cut_from_block(text, entries, place)
    return _checked(edited, key, top, items[:place], items[place + 1 :])


def with_field(text: str, key: str, identifier: str, field: str, wanted: Wanted) -> str:
    """*text* with one field of an entry saying *wanted*; an id alone becomes `id: ...` where need be."""
    _, entries = _list(text, key)
    place = _place(entries, identifier)
    item = entries.items[place]
    if isinstance(item, Scalar):
        if item.fixed or is_multiline(text, item):
            raise CannotEditError(f"the entry {identifier!r} is not one plain word; change it by hand")
        if field == "id":
            written = scalar(str(wanted), item.style, flow=entries.flow)
            return text[: item.start] + written + text[item.end :]
        if wanted is None:
            return text
        raw = f"id: {text[item.start : item.end]}"
        text = text[: item.start] + (f"{{{raw}}}" if entries.flow else raw) + text[item.end :]
    return set_value(text, (key, place, field), wanted, Manner(ENTRY_ORDER))


def with_key_named(text: str, key: str, identifier: str, old: str, new: str) -> str:
    """*text* with the key *old* of an entry named *new*."""
    _, entries = _list(text, key)
    return rename_key(text, (key, _place(entries, identifier), old), new)


def _list(text: str, key: str) -> tuple[Mapping, Sequence]:
    """The top of *text* and the list under *key*; nothing there counts as an empty list."""
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    if not isinstance(top, Mapping):
        raise CannotEditError("it could not be read; see its problem")
    entries = child(top, key)
    if isinstance(entries, Scalar) and is_empty(entries):
        entries = Sequence((), flow=True, start=entries.start, end=entries.end, line=0, column=0)
    if not isinstance(entries, Sequence) or entries.fixed:
        raise CannotEditError(f"it has no list under '{key}:' that can be changed; write it by hand")
    return top, entries


def _place(entries: Sequence, identifier: str) -> int:
    found = [number for number, item in enumerate(entries.items) if _id(item) == identifier]
    if len(found) != 1:
        raise CannotEditError(
            f"it lists {identifier!r} {'twice' if found else 'nowhere'}; look at it and try again"
        )
    return found[0]


def _id(item: Node) -> str:
    node = child(item, "id") if isinstance(item, Mapping) else item
    return node.text.strip() if isinstance(node, Scalar) else ""


def _cut_from_flow(text: str, spans: list[tuple[int, int]], place: int) -> str:
    start, stop = cut_of_flow(spans, place)
    if not keeps_comments(text[start:stop]):
        start, stop = spans[place]
        comma = _COMMA.match(text, stop)
        stop = comma.end() if comma else stop
    return text[:start] + text[stop:]


def _cut_from_block(text: str, entries: Sequence, place: int) -> str:
    """*text* without the lines of an entry, and without the blank ones on one side of it."""
    spans = spans_of(text, entries)
    own, stop = own_lines(text, entries, place)
    if own != spans[place][0]:
        # What lies around keeps the comments that stay away from the next entry.
        return without_lines(text, own, line_end(text, stop))
    if place + 1 < len(spans) and is_blank(text[stop : spans[place + 1][0]]):
        return text[:own] + text[spans[place + 1][0] :]
    if place and is_blank(text[spans[place - 1][1] : own]):
        return text[: spans[place - 1][1]] + text[stop:]
    return without_lines(text, own, line_end(text, stop))


def _checked(
    edited: str,
    key: str,
    top: Mapping,
    before: list[object],
    behind: list[object],
    new: Fields[str, str] | None = None,
) -> str:
    """*edited*, once it is sure that it says what it should and else only what *top* says.

    A missing last line end stays missing, but where a block text would say something else without it.
    """
    for candidate in ended_or_not(edited):
        if _says(candidate, key, top, before, behind, new):
            return candidate
    raise CannotEditError(HARM)


def _says(
    edited: str,
    key: str,
    top: Mapping,
    before: list[object],
    behind: list[object],
    new: Fields[str, str] | None,
) -> bool:
    """Whether *edited* lists what was *before*, perhaps a *new* entry, and what was *behind*."""
    try:
        after, entries = _list(edited, key)
    except CannotEditError:
        return False
    items = [content(item) for item in entries.items]
    added = items[len(before) : len(items) - len(behind)]
    same = items[: len(before)] + items[len(items) - len(behind) :] == before + behind
    if content(after, without=key) != content(top, without=key) or not same or len(added) != bool(new):
        return False
    return not new or _said(entries.items[len(before)]) == dict(new)


def _said(item: Node) -> dict[str, str]:
    if isinstance(item, Scalar):
        return {"id": item.text}
    entries = item.entries if isinstance(item, Mapping) else ()
    return {name.text: value.text for name, value in entries if isinstance(value, Scalar)}
