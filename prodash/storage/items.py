"""Items: texts of a list put in, taken out and replaced, in the list's own style.

[a, b]        in brackets on one line
[             in brackets over several lines, each item on its own
  a,  # one
  b
]
  - a  # one  in lines with dashes, at any indentation
  - b
"""

import re
from collections.abc import Container, Iterable
from typing import TypeAlias

from prodash.storage.document import parse
from prodash.storage.keys import cut_of_flow, keeps_comments
from prodash.storage.nodes import Document, Node, Scalar, Sequence
from prodash.storage.refusal import HARM, CannotEditError
from prodash.storage.sameness import Path, at
from prodash.storage.scalars import quotes_for, scalar
from prodash.storage.spans import (
    content_end,
    end_of_lines,
    is_multiline,
    line_end,
    line_start,
    line_stop,
    newline_of,
    without_lines,
)

_Step: TypeAlias = tuple[str, int, int, int, int]
_DASH = re.compile(" *- +")
_COMMA = re.compile(" *,")
_COLON = re.compile(" *:")


def with_items(
    text: str,
    path: Path,
    wanted: tuple[str, ...],
    *,
    in_place: bool = False,
    quoted: Container[str] = frozenset(),
) -> str:
    """*text* with the list at *path*, which is not empty, holding *wanted*; what stays keeps its lines.

    What goes takes the comment on its line along, but for items that are replaced *in_place*: the
    same things under other names.  Raises CannotEditError where that cannot be done without harm.
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
            if in_place and len(old) == len(new):
                text = _renamed(text, path, old, new)
            else:
                text = _exchanged(text, path, old, behind, new, quoted)
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
        text = _without_line(text, item)
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
        style = _quotes(sequence) or quotes_for(value, quoted)
        written = scalar(value, style, flow=sequence.flow)
        text = _with_item(text, sequence, behind, written)
    for place in reversed(old):
        text = _without_item(text, _list(text, path), place)
    return text


def _renamed(text: str, path: Path, old: list[int], new: tuple[str, ...]) -> str:
    for place, value in zip(old, new, strict=True):
        sequence = _list(text, path)
        item = sequence.items[place]
        if is_multiline(text, item):
            raise CannotEditError("an item of the list goes over several lines; change it by hand")
        style = item.style if isinstance(item, Scalar) else ""
        text = text[: item.start] + scalar(value, style, flow=sequence.flow) + text[item.end :]
    return text


def _put_in_all(text: str, sequence: Sequence, wanted: tuple[str, ...], quoted: Container[str]) -> str:
    """A list without texts, such as `[]`, filled."""
    if sequence.items or not sequence.flow or not keeps_comments(text[sequence.start : sequence.end]):
        raise CannotEditError("the list holds empty items; change it by hand")
    return text[: sequence.start] + in_brackets(wanted, quoted) + text[sequence.end :]


def in_brackets(items: tuple[str, ...], quoted: Container[str]) -> str:
    """A new list on one line."""
    return "[" + ", ".join(scalar(item, quotes_for(item, quoted), flow=True) for item in items) + "]"


def _with_item(text: str, sequence: Sequence, place: int, written: str) -> str:
    if not sequence.flow:
        return _with_line(text, sequence, place, written)
    if place == 0:
        start = sequence.items[0].start
        between = _own_line_before(text, sequence.items[0]) or " "
        return f"{text[:start]}{written},{between}{text[start:]}"
    item = sequence.items[place - 1]
    break_and_indent = _own_line_before(text, item)
    if not break_and_indent:
        return f"{text[: item.end]}{_comma_of(text, sequence)}{written}{text[item.end :]}"
    comma = _COMMA.match(text, item.end)
    # What stands behind the item on its line is about the item, and stays there.
    stop = min(line_stop(text, item.end), sequence.end - 1)
    if comma is None:
        return f"{text[: item.end]},{text[item.end : stop]}{break_and_indent}{written}{text[stop:]}"
    return f"{text[:stop]}{break_and_indent}{written},{text[stop:]}"


def _quotes(sequence: Sequence) -> str:
    """The quotes that all items have without each of them needing some; else none."""
    items = [item for item in sequence.items if isinstance(item, Scalar)]
    styles = {item.style for item in items}
    if len(styles) != 1 or not styles <= {"'", '"'}:
        return ""
    needless = any(scalar(item.text, "", flow=sequence.flow) == item.text for item in items)
    return styles.pop() if needless else ""


def _own_line_before(text: str, item: Node) -> str:
    """The line break and indentation before an item that starts a line; empty where it does not."""
    start = line_start(text, item.start)
    indent = text[start : item.start]
    return newline_of(text) + indent if start and not indent.strip(" ") else ""


def _comma_of(text: str, sequence: Sequence) -> str:
    """The comma of the list, with as much space as it has between its first two items."""
    if len(sequence.items) > 1:
        between = text[sequence.items[0].end : sequence.items[1].start]
        if not between.strip(" ,"):
            return between
    return ", "


def _with_line(text: str, sequence: Sequence, place: int, written: str) -> str:
    item = sequence.items[max(place - 1, 0)]
    start = line_start(text, item.start)
    dash = text[start : item.start]
    if not _DASH.fullmatch(dash):
        raise CannotEditError(HARM)
    newline = newline_of(text)
    end = end_of_lines(text, item) if place else start
    if end and not text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{newline}{dash}{written}{text[end:]}"
    return f"{text[:end]}{dash}{written}{newline}{text[end:]}"


def _without_item(text: str, sequence: Sequence, place: int) -> str:
    item = sequence.items[place]
    if not sequence.flow:
        return _without_line(text, item)
    spans = [(one.start, one.end) for one in sequence.items]
    end = line_end(text, item.end)
    last = place + 1 == len(spans)
    following = sequence.end - 1 if last else spans[place + 1][0]
    comma_on_line = last or _COMMA.match(text, item.end)
    if not _own_line_before(text, item) or following < end or not comma_on_line:
        start, end = cut_of_flow(spans, place)
        if not keeps_comments(text[start:end]):
            raise CannotEditError("comments stand between the items of the list; change it by hand")
        return text[:start] + text[end:]
    without = text[: line_start(text, item.start)] + text[end:]
    if place and last and not _COMMA.match(text, item.end):
        before = spans[place - 1][1]
        comma = _COMMA.match(text, before)
        return without[:before] + without[comma.end() :] if comma else without
    return without


def _without_line(text: str, item: Node) -> str:
    start = line_start(text, item.start)
    if not _DASH.fullmatch(text[start : item.start]):
        raise CannotEditError(HARM)
    return without_lines(text, start, end_of_lines(text, item))
