"""Add, move, change and remove the stages, workflows or projects of a file.

Comments above an entry move with it, and stay when it is removed.  A blank line between two entries
keeps its place when they swap.
"""

from collections import abc

from prodash.model.catalogue.fields import ENTRY_ORDER, type_of_entry_key
from prodash.storage.edit.entry_layout import (
    entry_lines,
    entry_spans,
    is_empty_list,
    with_first_entry,
    with_list_key,
    with_only_entry_removed,
    without_block_entry,
    without_flow_entry,
)
from prodash.storage.edit.entry_text import entry_separator, entry_text_like_others
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.keys import rename_key
from prodash.storage.edit.quoting import Quotes, key_text, scalar
from prodash.storage.edit.spans import is_multiline, with_or_without_line_end
from prodash.storage.edit.value import WriteStyle, set_value
from prodash.storage.edit.verify import UNSAFE, CannotEditError, NewValue, Path, child, content
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse


def with_entry(text: str, key: str, fields: abc.Mapping[str, str], before: str) -> str:
    """*text* with a new entry before the entry with the id *before*, or at the end if *before* is empty.

    If *text* has no values, the list is added too.  Raises CannotEditError.
    """
    text = with_list_key(text, key)
    top, entries = _top_and_list(text, key)
    if not entries.items:
        return _require_expected(with_first_entry(text, top, key, fields), key, top, [], [], fields)
    position = _position_of(entries, before) if before else len(entries.items)
    spans = entry_spans(text, entries)
    new_text = entry_text_like_others(text, entries, fields)
    between = entry_separator(text, entries, spans)
    at = spans[position][0] if position < len(spans) else spans[-1][1]
    inserted = new_text + between if position < len(spans) else between + new_text
    items = [content(item) for item in entries.items]
    return _require_expected(
        text[:at] + inserted + text[at:], key, top, items[:position], items[position:], fields
    )


def with_entry_moved(text: str, key: str, identifier: str, before: str) -> str:
    """*text* with an entry moved before the entry with the id *before*, or to the end if *before* is empty.

    Raises CannotEditError.
    """
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
    """*text* without an entry; removing the only one leaves an empty list.  Raises CannotEditError."""
    top, entries = _top_and_list(text, key)
    position = _position_of(entries, identifier)
    items = [content(item) for item in entries.items]
    if len(items) == 1:
        edited = with_only_entry_removed(text, top, key, *entry_lines(text, entries, 0))
    elif entries.flow:
        edited = without_flow_entry(text, [(item.start, item.end) for item in entries.items], position)
    else:
        edited = without_block_entry(text, entries, position)
    return _require_expected(edited, key, top, items[:position], items[position + 1 :])


def with_entry_field(text: str, key: str, identifier: str, field: str, new_value: NewValue) -> str:
    """*text* with *field* of an entry set to *new_value*; raises CannotEditError.

    An entry that is only an id, such as `- mixing`, first becomes `- id: mixing` to hold another field.
    """
    _, entries = _top_and_list(text, key)
    position = _position_of(entries, identifier)
    item = entries.items[position]
    if isinstance(item, Scalar):
        if item.locked_by or is_multiline(text, item):
            raise CannotEditError(f"the entry {identifier!r} is not a single plain word; change it by hand")
        if field == "id":
            style = item.style or Quotes(type_of_entry_key(field)).of(str(new_value), item.text)
            new_text = scalar(str(new_value), style, flow=entries.flow)
            return text[: item.start] + new_text + text[item.end :]
        if new_value is None:
            return text
        id_key = key_text("id", flow=entries.flow, json=is_json(text))
        # A plain text is written anew, since another reader may end it where prodash does not.
        id_text = text[item.start : item.end] if item.style else scalar(item.text, "", flow=entries.flow)
        raw = f"{id_key}: {id_text}"
        text = text[: item.start] + (f"{{{raw}}}" if entries.flow else raw) + text[item.end :]
    return set_value(
        text, (key, position, field), new_value, WriteStyle(ENTRY_ORDER, type_of_entry_key(field))
    )


def entry_path(text: str, key: str, identifier: str) -> Path:
    """The path of an entry; raises CannotEditError."""
    return (key, _position_of(_top_and_list(text, key)[1], identifier))


def with_entry_key_renamed(text: str, key: str, identifier: str, old: str, new: str) -> str:
    """*text* with the key *old* of an entry renamed to *new*; raises CannotEditError."""
    _, entries = _top_and_list(text, key)
    return rename_key(text, (key, _position_of(entries, identifier), old), new)


def _top_and_list(text: str, key: str) -> tuple[Mapping, Sequence]:
    """The mapping at the top of *text* and the list under *key*; a null counts as an empty list."""
    document = parse(text)
    top = document.top if isinstance(document, Document) else None
    if not isinstance(top, Mapping):
        raise CannotEditError("it could not be read; 'prodash check' says why")
    entries = child(top, key)
    if isinstance(entries, Scalar) and is_empty_list(entries):
        entries = Sequence((), flow=True, start=entries.start, end=entries.end, line=0, column=0)
    if not isinstance(entries, Sequence) or entries.locked_by:
        raise CannotEditError(f"it has no list under '{key}:' that prodash can edit; edit the file by hand")
    return top, entries


def _position_of(entries: Sequence, identifier: str) -> int:
    positions = [number for number, item in enumerate(entries.items) if _id_of(item) == identifier]
    if len(positions) != 1:
        fault = f"lists {identifier!r} twice" if positions else f"does not list {identifier!r}"
        raise CannotEditError(f"it {fault}; check the file and try again")
    return positions[0]


def _id_of(item: Node) -> str:
    node = child(item, "id") if isinstance(item, Mapping) else item
    return node.text.strip() if isinstance(node, Scalar) else ""


def _require_expected(
    edited: str,
    key: str,
    top: Mapping,
    earlier: list[object],
    later: list[object],
    new: abc.Mapping[str, str] | None = None,
) -> str:
    """*edited*, after verifying that it has the expected list and otherwise the content of *top*.

    A final line end is added only if a block text would have another value without it.  Raises CannotEditError.
    """
    for candidate in with_or_without_line_end(edited):
        if _is_expected(candidate, key, top, earlier, later, new):
            return candidate
    raise CannotEditError(UNSAFE)


def _is_expected(
    edited: str,
    key: str,
    top: Mapping,
    earlier: list[object],
    later: list[object],
    new: abc.Mapping[str, str] | None,
) -> bool:
    """Whether the list in *edited* is *earlier*, then the *new* entry if there is one, then *later*."""
    try:
        after, entries = _top_and_list(edited, key)
    except CannotEditError:
        return False
    items = [content(item) for item in entries.items]
    added = items[len(earlier) : len(items) - len(later)]
    others_unchanged = items[: len(earlier)] + items[len(items) - len(later) :] == earlier + later
    if (
        content(after, without=key) != content(top, without=key)
        or not others_unchanged
        or len(added) != bool(new)
    ):
        return False
    return not new or _fields_of(entries.items[len(earlier)]) == dict(new)


def _fields_of(item: Node) -> dict[str, str]:
    if isinstance(item, Scalar):
        return {"id": item.text}
    pairs = item.pairs if isinstance(item, Mapping) else ()
    return {name.text: value.text for name, value in pairs if isinstance(value, Scalar)}
