"""Lists: the way from the texts of a list to others; what stays keeps its lines and comments."""

import re
from collections.abc import Container, Iterable
from typing import TypeAlias

from prodash.storage.edit.keys import keeps_comments
from prodash.storage.edit.list_items import quotes_of, with_item, without_item, without_line
from prodash.storage.edit.quoting import quotes_for, scalar
from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.edit.spans import (
    content_end,
    is_multiline,
    line_stop,
)
from prodash.storage.edit.verify import Path, at
from prodash.storage.yaml.nodes import Document, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_Step: TypeAlias = tuple[str, int, int, int, int]
_COLON = re.compile(" *:")


def with_items(
    text: str, path: Path, wanted: tuple[str, ...], *, quoted: Container[str] = frozenset()
) -> str:
    """*text* with the list at *path*, which is not empty, holding *wanted*; what stays keeps its lines.

    What goes takes the comment on its line along.  Raises CannotEditError where that cannot be done
    without harm.
    """
    items = _list(text, path).items
    places = [place for place, item in enumerate(items) if isinstance(item, Scalar) and not item.is_null]
    present = [items[place].text for place in places]  # type: ignore[union-attr]
    if not present:
        return _put_in_all(text, _list(text, path), wanted, quoted)
    steps = _steps(present, wanted)
    _must_keep_comments(text, _list(text, path), steps, present, wanted)
    # From the back, so that the places of what comes before stay true.
    for kind, start, stop, first, last in reversed(steps):
        if kind != "equal":
            old, new = places[start:stop], wanted[first:last]
            behind = old[-1] + 1 if old else places[start - 1] + 1 if start else places[0]
            text = _exchanged(text, path, old, behind, new, quoted)
    return text


def with_items_renamed(text: str, path: Path, names: tuple[str, ...]) -> str:
    """*text* with the items of the list at *path*, blank ones not counted, named *names*, in their places.

    They keep their lines, comments and quotes, for they are the same things under other names; what is named
    nothing goes, and so do blank items.  Raises CannotEditError where that cannot be done without harm.
    """
    rest = iter(names)
    named = [
        (place, next(rest, "") if item.text.strip() else "")
        for place, item in enumerate(_list(text, path).items)
        if isinstance(item, Scalar) and not item.is_null
    ]
    for place, name in reversed(named):
        sequence = _list(text, path)
        text = _renamed(text, sequence, place, name) if name else without_item(text, sequence, place)
    return text


def _steps(present: list[str], wanted: tuple[str, ...]) -> list[_Step]:
    """The way from one list to the other, as difflib puts it."""
    from difflib import SequenceMatcher

    kept = set(wanted)
    if wanted == tuple(text for text in present if text in kept):
        # With an item that is there twice difflib may take out another line than the one meant.
        return [("delete", n, n + 1, 0, 0) for n, text in enumerate(present) if text not in kept]
    return list(SequenceMatcher(None, present, wanted, autojunk=False).get_opcodes())


def _must_keep_comments(
    text: str, sequence: Sequence, steps: Iterable[_Step], present: list[str], wanted: tuple[str, ...]
) -> None:
    """Raise CannotEditError where items with comments would change places."""
    changed = [step for step in steps if step[0] != "equal"]
    gone = {item for _, start, stop, _, _ in changed for item in present[start:stop]}
    come = {item for _, _, _, first, last in changed for item in wanted[first:last]}
    if gone & come and "#" in text[sequence.start : line_stop(text, content_end(text, sequence))]:
        raise CannotEditError("items with comments would change places; change the list by hand")


def emptied(text: str, path: Path, key: Scalar, sequence: Sequence) -> str:
    """*text* with `[]` for the list under *key*; the lines of its items go, comments between them stay."""
    if sequence.flow and keeps_comments(text[sequence.start : sequence.end]):
        return f"{text[: sequence.start]}[]{text[sequence.end :]}"
    if sequence.flow:
        return with_items(text, path, ())
    for item in reversed(sequence.items):
        text = without_line(text, item)
    colon = _COLON.match(text, key.end)
    if colon is None:
        raise CannotEditError(HARM)
    return f"{text[: colon.end()]} []{text[colon.end() :]}"


def wrapped(text: str, node: Scalar) -> str:
    """*text* with the bare name *node* as a list of one."""
    return f"{text[: node.start]}[{scalar(node.text, node.style, flow=True)}]{text[node.end :]}"


def _list(text: str, path: Path) -> Sequence:
    document = parse(text)
    node = at(document.top, path) if isinstance(document, Document) and document.top else None
    if not isinstance(node, Sequence):
        raise CannotEditError(HARM)
    return node


def _exchanged(
    text: str, path: Path, old: list[int], behind: int, new: tuple[str, ...], quoted: Container[str]
) -> str:
    """*new* items put in at the place *behind*, and then the *old* ones taken out."""
    for value in reversed(new):
        sequence = _list(text, path)
        style = quotes_of(sequence) or quotes_for(value, quoted)
        written = scalar(value, style, flow=sequence.flow)
        text = with_item(text, sequence, behind, written)
    for place in reversed(old):
        text = without_item(text, _list(text, path), place)
    return text


def _renamed(text: str, sequence: Sequence, place: int, name: str) -> str:
    item = sequence.items[place]
    if not isinstance(item, Scalar) or item.text == name:
        return text
    if is_multiline(text, item):
        raise CannotEditError("an item of the list goes over several lines; change it by hand")
    return text[: item.start] + scalar(name, item.style, flow=sequence.flow) + text[item.end :]


def _put_in_all(text: str, sequence: Sequence, wanted: tuple[str, ...], quoted: Container[str]) -> str:
    """A list without texts, such as `[]`, filled."""
    if sequence.items or not sequence.flow or not keeps_comments(text[sequence.start : sequence.end]):
        raise CannotEditError("the list holds empty items; change it by hand")
    return text[: sequence.start] + in_brackets(wanted, quoted) + text[sequence.end :]


def in_brackets(items: tuple[str, ...], quoted: Container[str]) -> str:
    """A new list on one line."""
    return "[" + ", ".join(scalar(item, quotes_for(item, quoted), flow=True) for item in items) + "]"
