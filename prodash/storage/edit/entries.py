"""Entries: the stages, workflows or projects of a file put in, moved and taken out as whole blocks.

Comments above an entry move with it and stay when it is taken out; an empty line between two stays
where it is when they change places.
"""

import re
from collections import abc

from prodash.model.catalogue.fields import ENTRY_ORDER
from prodash.storage.edit.entry_layout import (
    entry_lines,
    entry_separator,
    entry_spans,
    entry_text_like_others,
    is_blank_or_commas,
    is_empty_list,
    with_first_entry,
    with_list_key,
    with_only_entry_removed,
)
from prodash.storage.edit.keys import flow_part_to_cut, has_no_comment
from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.spans import is_multiline, next_line_start, with_or_without_line_end, without_lines
from prodash.storage.edit.value import WriteStyle, rename_key, set_value
from prodash.storage.edit.verify import UNSAFE, CannotEditError, NewValue, child, content
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_COMMA = re.compile(" *,")


def with_entry(text: str, key: str, fields: abc.Mapping[str, str], before: str) -> str:
    """*text* with a new entry in front of the one whose id is *before*, or at the end where that is empty.

    A list that is empty, or not there in a text that says nothing else, gets its first entry.
    """
    text = with_list_key(text, key)
    top, entries = _top_and_list(text, key)
    if not entries.items:
        return _require_expected(with_first_entry(text, top, key, fields), key, top, [], [], fields)
    position = _position_of(entries, before) if before else len(entries.items)
    spans = entry_spans(text, entries)
    entry_text = entry_text_like_others(text, entries, fields)
    between = entry_separator(text, entries, spans)
    at = spans[position][0] if position < len(spans) else spans[-1][1]
    put_in = entry_text + between if position < len(spans) else between + entry_text
    items = [content(item) for item in entries.items]
    return _require_expected(
        text[:at] + put_in + text[at:], key, top, items[:position], items[position:], fields
    )


def with_entry_moved(text: str, key: str, identifier: str, before: str) -> str:
    """*text* with an entry in front of the one whose id is *before*, or at the end where that is empty."""
    top, entries = _top_and_list(text, key)
    position = _position_of(entries, identifier)
    order = [number for number in range(len(entries.items)) if number != position]
    order.insert(order.index(_position_of(entries, before)) if before else len(order), position)
    spans = entry_spans(text, entries)
    edited = text[: spans[0][0]]
    for number, old in enumerate(order):
        start, stop = spans[old]
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        edited += text[start:stop] + text[spans[number][1] : following]
    return _require_expected(edited, key, top, [content(entries.items[old]) for old in order], [])


def without_entry(text: str, key: str, identifier: str) -> str:
    """*text* without an entry; an empty list is left where it was the last."""
    top, entries = _top_and_list(text, key)
    position = _position_of(entries, identifier)
    items = [content(item) for item in entries.items]
    if len(items) == 1:
        edited = with_only_entry_removed(text, top, key, *entry_lines(text, entries, 0))
    elif entries.flow:
        edited = _cut_from_flow(text, [(item.start, item.end) for item in entries.items], position)
    else:
        edited = _cut_from_block(text, entries, position)
    return _require_expected(edited, key, top, items[:position], items[position + 1 :])


def with_entry_field(text: str, key: str, identifier: str, field: str, new_value: NewValue) -> str:
    """*text* with one field of an entry saying *new_value*; an id alone becomes `id: ...` where need be."""
    _, entries = _top_and_list(text, key)
    position = _position_of(entries, identifier)
    item = entries.items[position]
    if isinstance(item, Scalar):
        if item.locked_by or is_multiline(text, item):
            raise CannotEditError(f"the entry {identifier!r} is not one plain word; change it by hand")
        if field == "id":
            entry_text = scalar(str(new_value), item.style, flow=entries.flow)
            return text[: item.start] + entry_text + text[item.end :]
        if new_value is None:
            return text
        raw = f"id: {text[item.start : item.end]}"
        text = text[: item.start] + (f"{{{raw}}}" if entries.flow else raw) + text[item.end :]
    return set_value(text, (key, position, field), new_value, WriteStyle(ENTRY_ORDER))


def with_entry_key_renamed(text: str, key: str, identifier: str, old: str, new: str) -> str:
    """*text* with the key *old* of an entry named *new*."""
    _, entries = _top_and_list(text, key)
    return rename_key(text, (key, _position_of(entries, identifier), old), new)


def _top_and_list(text: str, key: str) -> tuple[Mapping, Sequence]:
    """The top of *text* and the list under *key*; nothing there counts as an empty list."""
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    if not isinstance(top, Mapping):
        raise CannotEditError("it could not be read; see its problem")
    entries = child(top, key)
    if isinstance(entries, Scalar) and is_empty_list(entries):
        entries = Sequence((), flow=True, start=entries.start, end=entries.end, line=0, column=0)
    if not isinstance(entries, Sequence) or entries.locked_by:
        raise CannotEditError(f"it has no list under '{key}:' that can be changed; write it by hand")
    return top, entries


def _position_of(entries: Sequence, identifier: str) -> int:
    positions = [number for number, item in enumerate(entries.items) if _id_of(item) == identifier]
    if len(positions) != 1:
        raise CannotEditError(
            f"it lists {identifier!r} {'twice' if positions else 'nowhere'}; look at it and try again"
        )
    return positions[0]


def _id_of(item: Node) -> str:
    node = child(item, "id") if isinstance(item, Mapping) else item
    return node.text.strip() if isinstance(node, Scalar) else ""


def _cut_from_flow(text: str, spans: list[tuple[int, int]], position: int) -> str:
    start, stop = flow_part_to_cut(spans, position)
    if not has_no_comment(text[start:stop]):
        start, stop = spans[position]
        comma = _COMMA.match(text, stop)
        stop = comma.end() if comma else stop
    return text[:start] + text[stop:]


def _cut_from_block(text: str, entries: Sequence, position: int) -> str:
    """*text* without the lines of an entry, and without the blank ones on one side of it."""
    spans = entry_spans(text, entries)
    own, stop = entry_lines(text, entries, position)
    if own != spans[position][0]:
        # What lies around keeps the comments that stay away from the next entry.
        return without_lines(text, own, next_line_start(text, stop))
    if position + 1 < len(spans) and is_blank_or_commas(text[stop : spans[position + 1][0]]):
        return text[:own] + text[spans[position + 1][0] :]
    if position and is_blank_or_commas(text[spans[position - 1][1] : own]):
        return text[: spans[position - 1][1]] + text[stop:]
    return without_lines(text, own, next_line_start(text, stop))


def _require_expected(
    edited: str,
    key: str,
    top: Mapping,
    before: list[object],
    after_it: list[object],
    new: abc.Mapping[str, str] | None = None,
) -> str:
    """*edited*, once it is sure that it says what it should and else only what *top* says.

    A missing last line end stays missing, but where a block text would say something else without it.
    """
    for candidate in with_or_without_line_end(edited):
        if _is_expected(candidate, key, top, before, after_it, new):
            return candidate
    raise CannotEditError(UNSAFE)


def _is_expected(
    edited: str,
    key: str,
    top: Mapping,
    before: list[object],
    after_it: list[object],
    new: abc.Mapping[str, str] | None,
) -> bool:
    """Whether *edited* lists what was *before*, perhaps a *new* entry, and what was *after_it*."""
    try:
        after, entries = _top_and_list(edited, key)
    except CannotEditError:
        return False
    items = [content(item) for item in entries.items]
    added = items[len(before) : len(items) - len(after_it)]
    same = items[: len(before)] + items[len(items) - len(after_it) :] == before + after_it
    if content(after, without=key) != content(top, without=key) or not same or len(added) != bool(new):
        return False
    return not new or _fields_of(entries.items[len(before)]) == dict(new)


def _fields_of(item: Node) -> dict[str, str]:
    if isinstance(item, Scalar):
        return {"id": item.text}
    entries = item.pairs if isinstance(item, Mapping) else ()
    return {name.text: value.text for name, value in entries if isinstance(value, Scalar)}
