"""Entries: the stages, workflows or projects of a file put in, moved and taken out as whole blocks.

- id: seed          an entry is the lines from its dash to its last value,
  name: Seed        with the comments right above it (those above the first
                    are about the list); what lies between two entries, such
# about writing     as an empty line, stays where it is when they change places
- writing
"""

import re
from collections.abc import Mapping as Fields
from collections.abc import Sequence as Items

from prodash.model.fields import ENTRY_ORDER
from prodash.storage.document import parse
from prodash.storage.edit import set_value
from prodash.storage.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.refusal import HARM, CannotEditError
from prodash.storage.sameness import Wanted, child, content
from prodash.storage.scalars import scalar
from prodash.storage.spans import content_end, line_start, line_stop, newline_of

_DASH = re.compile(" *- +")


def new_file(key: str, short: Items[str]) -> str:
    """The text of a file that lists these ids."""
    return f"{key}:\n" + "".join(f"  - {scalar(identifier, '', flow=False)}\n" for identifier in short)


def with_entry(text: str, key: str, fields: Fields[str, str], before: str) -> str:
    """*text* with a new entry in front of the one whose id is *before*, or at the end where that is empty."""
    top, entries = _list(text, key)
    place = _place(entries, before) if before else len(entries.items)
    spans = _spans(text, entries)
    written = _written(text, entries, fields)
    between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ""
    if between.strip(" ,\r\n") or not between:
        between = ", " if entries.flow else newline_of(text)
    at = spans[place][0] if place < len(spans) else spans[-1][1]
    put_in = written + between if place < len(spans) else between + written
    items = [content(item) for item in entries.items]
    edited = text[:at] + put_in + text[at:]
    return _checked(edited, key, top, items[:place], items[place:], fields)


def moved(text: str, key: str, identifier: str, before: str) -> str:
    """*text* with an entry in front of the one whose id is *before*, or at the end where that is empty."""
    top, entries = _list(text, key)
    place = _place(entries, identifier)
    order = [number for number in range(len(entries.items)) if number != place]
    order.insert(order.index(_place(entries, before)) if before else len(order), place)
    spans = _spans(text, entries)
    edited = text[: spans[0][0]]
    for number, old in enumerate(order):
        start, stop = spans[old]
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        edited += text[start:stop] + text[spans[number][1] : following]
    return _checked(edited, key, top, [content(entries.items[old]) for old in order], [])


def without(text: str, key: str, identifier: str) -> str:
    """*text* without an entry."""
    top, entries = _list(text, key)
    place = _place(entries, identifier)
    spans = _spans(text, entries)
    start, stop = spans[place]
    if place + 1 < len(spans) and _is_blank(text[stop : spans[place + 1][0]]):
        stop = spans[place + 1][0]
    elif place and _is_blank(text[spans[place - 1][1] : start]):
        start = spans[place - 1][1]
    elif not entries.flow:
        # Comments on either side stay, so only the entry's own lines go.
        stop = min(stop + len(newline_of(text)), len(text))
    items = [content(item) for item in entries.items]
    return _checked(text[:start] + text[stop:], key, top, items[:place], items[place + 1 :])


def with_field(text: str, key: str, identifier: str, field: str, wanted: Wanted) -> str:
    """*text* with one field of an entry saying *wanted*; an id alone becomes `id: ...` where need be."""
    _, entries = _list(text, key)
    place = _place(entries, identifier)
    item = entries.items[place]
    if isinstance(item, Scalar):
        if field == "id":
            written = scalar(str(wanted), item.style, flow=entries.flow)
            return text[: item.start] + written + text[item.end :]
        if wanted is None:
            return text
        raw = f"id: {text[item.start : item.end]}"
        text = text[: item.start] + (f"{{{raw}}}" if entries.flow else raw) + text[item.end :]
    return set_value(text, (key, place, field), wanted, ENTRY_ORDER)


def _list(text: str, key: str) -> tuple[Mapping, Sequence]:
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    entries = child(top, key) if top is not None else None
    if (
        not isinstance(top, Mapping)
        or not isinstance(entries, Sequence)
        or not entries.items
        or entries.fixed
    ):
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


def _spans(text: str, entries: Sequence) -> list[tuple[int, int]]:
    if entries.flow:
        return [(item.start, item.end) for item in entries.items]
    spans: list[tuple[int, int]] = []
    for item in entries.items:
        start = line_start(text, item.start)
        if not _DASH.fullmatch(text[start : item.start]):
            raise CannotEditError(HARM)
        if spans:
            start = _with_comments(text, start, spans[-1][1])
        spans.append((start, line_stop(text, content_end(text, item))))
    return spans


def _with_comments(text: str, start: int, floor: int) -> int:
    """Where the comment lines right above *start* begin."""
    while start > floor:
        above = line_start(text, start - 1 - text[:start].endswith("\r\n"))
        if above <= floor or not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start


def _is_blank(between: str) -> bool:
    return not between.strip(" ,\r\n")


def _written(text: str, entries: Sequence, fields: Fields[str, str]) -> str:
    """A new entry in the way that the last one is written; an id alone where all are so."""
    last = entries.items[-1]
    models = [item for item in entries.items if isinstance(item, Mapping) and item.entries]
    flow = entries.flow or (bool(models) and models[-1].flow)
    lines = [f"{name}: {scalar(value, '', flow=flow)}" for name, value in fields.items()]
    if not models and len(fields) == 1:
        entry = scalar(fields["id"], "", flow=entries.flow)
    elif flow:
        entry = "{" + ", ".join(lines) + "}"
    else:
        dash = text[line_start(text, last.start) : last.start]
        indent = " " * (models[-1].entries[0][0].column - 1 if models else len(dash))
        entry = f"{newline_of(text)}{indent}".join(lines)
    return entry if entries.flow else text[line_start(text, last.start) : last.start] + entry


def _checked(
    edited: str,
    key: str,
    top: Mapping,
    before: list[object],
    behind: list[object],
    new: Fields[str, str] | None = None,
) -> str:
    """*edited*, once it is sure that it says what it should and else only what *top* says."""
    after, entries = _list(edited, key)
    items = [content(item) for item in entries.items]
    added = items[len(before) : len(items) - len(behind)]
    same = items[: len(before)] + items[len(items) - len(behind) :] == before + behind
    if content(after, without=key) != content(top, without=key) or not same or len(added) != bool(new):
        raise CannotEditError(HARM)
    if new and _said(entries.items[len(before)]) != dict(new):
        raise CannotEditError(HARM)
    return edited


def _said(item: Node) -> dict[str, str]:
    if isinstance(item, Scalar):
        return {"id": item.text}
    entries = item.entries if isinstance(item, Mapping) else ()
    return {name.text: value.text for name, value in entries if isinstance(value, Scalar)}
