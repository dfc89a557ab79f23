"""Replace, rename or remove items of a list; the remaining ones keep their lines and comments."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from prodash.storage.edit.flow_parts import has_no_comment
from prodash.storage.edit.list_items import common_quotes, with_item, without_dash_item, without_item
from prodash.storage.edit.quoting import Quotes, scalar
from prodash.storage.edit.spans import (
    content_end,
    is_multiline,
    line_end,
)
from prodash.storage.edit.verify import UNSAFE, CannotEditError, Path, node_at
from prodash.storage.yaml.nodes import Document, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_Step: TypeAlias = tuple[str, int, int, int, int]
"""An opcode of difflib: its kind, a span of the present items, and a span of the wanted items."""

_COLON = re.compile(r"[ \t]*:")


def with_items(text: str, path: Path, wanted: tuple[str, ...], quotes: Quotes) -> str:
    """*text* with the non-empty list at *path* changed to hold *wanted*; remaining items keep their lines.

    The comment on the line of a removed item is removed too.  Raises CannotEditError.
    """
    items = _list_at(text, path).items
    positions = [
        position for position, item in enumerate(items) if isinstance(item, Scalar) and not item.is_null
    ]
    present = [items[position].text for position in positions]  # type: ignore[union-attr]
    if not present:
        return _with_empty_list_filled(text, _list_at(text, path), wanted, quotes)
    steps = _edit_steps(present, wanted)
    _require_comments_kept(text, _list_at(text, path), steps, present, wanted)
    # From the back, because an edit shifts the positions after it.
    for kind, start, stop, first, last in reversed(steps):
        if kind != "equal":
            old, new = positions[start:stop], wanted[first:last]
            insert_at = old[-1] + 1 if old else positions[start - 1] + 1 if start else positions[0]
            text = _with_items_replaced(text, path, old, insert_at, new, quotes)
    return text


def with_items_renamed(text: str, path: Path, names: tuple[str, ...], quotes: Quotes) -> str:
    """*text* with the items of the list at *path* renamed to *names*, one name for each item that is not blank.

    Items keep their lines, comments and quotes.  An empty name removes an item; blank items are removed
    too.  Raises CannotEditError.
    """
    rest = iter(names)
    named = [
        (position, next(rest, "") if item.text.strip() else "")
        for position, item in enumerate(_list_at(text, path).items)
        if isinstance(item, Scalar) and not item.is_null
    ]
    for position, name in reversed(named):
        sequence = _list_at(text, path)
        text = (
            _with_item_renamed(text, sequence, position, name, quotes)
            if name
            else without_item(text, sequence, position)
        )
    return text


def _edit_steps(present: list[str], wanted: tuple[str, ...]) -> list[_Step]:
    """The steps that turn *present* into *wanted*."""
    from difflib import SequenceMatcher

    kept = set(wanted)
    if wanted == tuple(text for text in present if text in kept):
        # If items repeat, difflib could delete the line of another item with the same text.
        return [("delete", n, n + 1, 0, 0) for n, text in enumerate(present) if text not in kept]
    return list(SequenceMatcher(None, present, wanted, autojunk=False).get_opcodes())


def _require_comments_kept(
    text: str, sequence: Sequence, steps: Iterable[_Step], present: list[str], wanted: tuple[str, ...]
) -> None:
    """Raise CannotEditError if items change their order in a list with comments."""
    changed = [step for step in steps if step[0] != "equal"]
    removed = {item for _, start, stop, _, _ in changed for item in present[start:stop]}
    added = {item for _, _, _, first, last in changed for item in wanted[first:last]}
    if removed & added and "#" in text[sequence.start : line_end(text, content_end(text, sequence))]:
        raise CannotEditError("items with comments would change places; change the list by hand")


def with_list_emptied(text: str, path: Path, key: Scalar, sequence: Sequence) -> str:
    """*text* with `[]` as the list under *key*; comments between its items stay.

    Raises CannotEditError.
    """
    if sequence.flow and has_no_comment(text[sequence.start : sequence.end]):
        return f"{text[: sequence.start]}[]{text[sequence.end :]}"
    if sequence.flow:
        return with_items(text, path, (), Quotes())
    for item in reversed(sequence.items):
        text = without_dash_item(text, item)
    colon = _COLON.match(text, key.end)
    if colon is None:
        raise CannotEditError(UNSAFE)
    return f"{text[: colon.end()]} []{text[colon.end() :]}"


def with_name_in_brackets(text: str, node: Scalar, quotes: Quotes) -> str:
    """*text* with the single name *node* put in brackets, as a list of one."""
    style = node.style or quotes.of(node.text)
    return f"{text[: node.start]}[{scalar(node.text, style, flow=True)}]{text[node.end :]}"


def _list_at(text: str, path: Path) -> Sequence:
    document = parse(text)
    node = node_at(document.top, path) if isinstance(document, Document) and document.top else None
    if not isinstance(node, Sequence):
        raise CannotEditError(UNSAFE)
    return node


def _with_items_replaced(
    text: str, path: Path, old: list[int], insert_at: int, new: tuple[str, ...], quotes: Quotes
) -> str:
    """*text* with the items *new* inserted at position *insert_at*, and those at the positions *old* removed."""
    for value in reversed(new):
        sequence = _list_at(text, path)
        style = common_quotes(sequence) or quotes.of(value)
        item_text = scalar(value, style, flow=sequence.flow)
        text = with_item(text, sequence, insert_at, item_text)
    for position in reversed(old):
        text = without_item(text, _list_at(text, path), position)
    return text


def _with_item_renamed(text: str, sequence: Sequence, position: int, name: str, quotes: Quotes) -> str:
    item = sequence.items[position]
    if not isinstance(item, Scalar) or item.text == name:
        return text
    if is_multiline(text, item):
        raise CannotEditError("an item of the list spans several lines; change it by hand")
    style = item.style or quotes.of(name, item.text)
    return text[: item.start] + scalar(name, style, flow=sequence.flow) + text[item.end :]


def _with_empty_list_filled(text: str, sequence: Sequence, wanted: tuple[str, ...], quotes: Quotes) -> str:
    """*text* with *wanted* in the empty list *sequence*, such as `[]`."""
    if sequence.items or not sequence.flow or not has_no_comment(text[sequence.start : sequence.end]):
        raise CannotEditError("the list holds empty items; change it by hand")
    return text[: sequence.start] + list_in_brackets(wanted, quotes) + text[sequence.end :]


def list_in_brackets(items: tuple[str, ...], quotes: Quotes, style: str = "") -> str:
    """A new list on one line, in brackets; all items have the quotes *style*, if there is one."""
    return "[" + ", ".join(scalar(item, style or quotes.of(item), flow=True) for item in items) + "]"
