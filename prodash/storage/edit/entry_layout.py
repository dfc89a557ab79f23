"""Find the lines of each entry of a list, add the first one, and remove one.

- id: seed          an entry is the lines from its dash to its last value,
  name: Seed        with the comments below that are indented like its keys
  # still rough
                    other lines between two entries belong to neither
# about writing     comments right above an entry belong to it; those above
- writing           the first entry belong to the list

workflows:          a key without a value, an empty list and a file without
workflows: []       values all count as a list without entries
"""

import re
from collections import abc

from prodash.storage.edit.entry_text import entry_text, is_blank_or_commas
from prodash.storage.edit.flow_parts import flow_part_to_cut, has_no_comment
from prodash.storage.edit.json_text import is_json
from prodash.storage.edit.spans import (
    content_end,
    line_end,
    line_start,
    newline_of,
    next_line_start,
    without_lines,
)
from prodash.storage.edit.verify import UNSAFE, CannotEditError, child
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_DASH = re.compile(r" *-[ \t]+")
_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"[ \t]*,")


def entry_spans(text: str, entries: Sequence) -> list[tuple[int, int]]:
    """The start and end offset of each entry, with the comments above it; raises CannotEditError."""
    if entries.flow:
        return [(item.start, item.end) for item in entries.items]
    spans: list[tuple[int, int]] = []
    for position in range(len(entries.items)):
        start, stop = entry_lines(text, entries, position)
        spans.append((_comments_start(text, start, spans[-1][1]) if spans else start, stop))
    return spans


def entry_lines(text: str, entries: Sequence, position: int) -> tuple[int, int]:
    """The start and end offset of the lines of an entry, without comments above it and the final line end.

    Raises CannotEditError if the entry shares its line with something else.
    """
    item = entries.items[position]
    if entries.flow:
        return item.start, item.end
    start = line_start(text, item.start)
    dash = text[start : item.start]
    if not _DASH.fullmatch(dash):
        raise CannotEditError(UNSAFE)
    inside = re.compile(rf"(?:\r\n|\r|\n) {{{dash.index('-') + 1},}}#[^\r\n]*")
    stop = line_end(text, content_end(text, item))
    while comment := inside.match(text, stop):
        stop = comment.end()
    return start, stop


def _comments_start(text: str, start: int, floor: int) -> int:
    """The offset of the first comment line directly above *start*, not before *floor*."""
    while start > floor:
        above = line_start(text, start - 1 - (text[start - 2 : start] == "\r\n"))
        if above <= floor or not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start


def with_first_entry(text: str, top: Mapping, key: str, fields: abc.Mapping[str, str]) -> str:
    """*text* with a first entry in the empty list under *key*; raises CannotEditError."""
    if top.flow:
        node = child(top, key) or top
        gap = "" if node.end > node.start else " "
        return f"{text[: node.start]}{gap}[{entry_text(fields, flow=True, json=is_json(text))}]{text[node.end :]}"
    text, at, indent = _first_entry_position(text, top, key)
    newline = newline_of(text)
    lines = entry_text(fields, f"{newline}{indent}  ")
    return f"{text[:at]}{newline}{indent}- {lines}{text[at:]}"


def without_flow_entry(text: str, spans: list[tuple[int, int]], position: int) -> str:
    """*text* without the entry at *position* of a list in brackets; *spans* are the offsets of all entries."""
    start, stop = flow_part_to_cut(spans, position)
    if not has_no_comment(text[start:stop]):
        start, stop = spans[position]
        comma = _COMMA.match(text, stop)
        stop = comma.end() if comma else stop
    return text[:start] + text[stop:]


def without_block_entry(text: str, entries: Sequence, position: int) -> str:
    """*text* without the lines of an entry and the blank lines on one side of it; raises CannotEditError."""
    spans = entry_spans(text, entries)
    first, stop = entry_lines(text, entries, position)
    if first != spans[position][0]:
        # The blank lines around it keep the remaining comments apart from the next entry.
        return without_lines(text, first, next_line_start(text, stop))
    if position + 1 < len(spans) and is_blank_or_commas(text[stop : spans[position + 1][0]]):
        return text[:first] + text[spans[position + 1][0] :]
    if position and is_blank_or_commas(text[spans[position - 1][1] : first]):
        return text[: spans[position - 1][1]] + text[stop:]
    return without_lines(text, first, next_line_start(text, stop))


def is_empty_list(node: Node | None) -> bool:
    """Whether *node* is an empty list, or a null, which counts as one."""
    if isinstance(node, Scalar):
        return node.is_null and not node.locked_by
    return isinstance(node, Sequence) and not node.items


def with_list_key(text: str, key: str) -> str:
    """*text* with the line `key:` after its comments if it holds no values; otherwise unchanged."""
    document = parse(text)
    if not isinstance(document, Document) or document.top is not None:
        return text
    newline = newline_of(text)
    gap = newline if text and not text.endswith(("\n", "\r")) else ""
    return f"{text}{gap}{key}:{newline}"


def _first_entry_position(text: str, top: Mapping, key: str) -> tuple[str, int, str]:
    """*text* with the value of *key* cut out, the offset for the first entry, and its indentation.

    Comments below the key that are indented further belong to the list, so the entry goes after them.
    """
    name, node = next(entry for entry in top.pairs if entry[0].text == key)
    colon = _colon_end(text, name)
    if not has_no_comment(text[node.start : node.end]):
        raise CannotEditError(UNSAFE)
    text = text[:colon] + text[node.end :]
    below = re.compile(rf"(?:\r\n|\r|\n) {{{name.column},}}#[^\r\n]*")
    at = line_end(text, colon)
    while comment := below.match(text, at):
        at = comment.end()
    return text, at, " " * (name.column + 1)


def with_only_entry_removed(text: str, top: Mapping, key: str, start: int, stop: int) -> str:
    """*text* with `[]` as the list under *key*, whose only entry spans *start* to *stop*."""
    name, node = next(entry for entry in top.pairs if entry[0].text == key)
    if isinstance(node, Sequence) and node.flow:
        if not has_no_comment(text[node.start : node.end]):
            raise CannotEditError(UNSAFE)
        return f"{text[: node.start]}[]{text[node.end :]}"
    colon = _colon_end(text, name)
    return f"{text[:colon]} []{without_lines(text, start, next_line_start(text, stop))[colon:]}"


def _colon_end(text: str, name: Scalar) -> int:
    """The offset after the colon of the key *name*; raises CannotEditError."""
    colon = _COLON.match(text, name.end)
    if colon is None:
        raise CannotEditError(UNSAFE)
    return colon.end()
