"""Entry blocks: which lines of a file belong to each of its stages, workflows or projects.

- id: seed          an entry is the lines from its dash to its last value, and
  name: Seed        the comments below that are indented as its keys are;
  # still rough     the comments right above it move with it (those above the
                    first are about the list); what lies between two entries,
# about writing     such as an empty line, belongs to none
- writing
"""

import re
from collections import abc

from prodash.storage.edit.keys import has_no_comment
from prodash.storage.edit.quoting import scalar
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

_DASH = re.compile(" *- +")
_COLON = re.compile(" *:")


def entry_spans(text: str, entries: Sequence) -> list[tuple[int, int]]:
    """Where each entry starts and stops, with the comments above it."""
    if entries.flow:
        return [(item.start, item.end) for item in entries.items]
    spans: list[tuple[int, int]] = []
    for position in range(len(entries.items)):
        start, stop = entry_lines(text, entries, position)
        spans.append((_comments_start(text, start, spans[-1][1]) if spans else start, stop))
    return spans


def entry_lines(text: str, entries: Sequence, position: int) -> tuple[int, int]:
    """Where the lines of an entry start and stop; the last line end is not counted."""
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


def is_blank_or_commas(between: str) -> bool:
    """Whether nothing but commas and empty lines lies there."""
    return not between.strip(" ,\r\n")


def _comments_start(text: str, start: int, floor: int) -> int:
    """Where the comment lines right above *start* begin."""
    while start > floor:
        above = line_start(text, start - 1 - (text[start - 2 : start] == "\r\n"))
        if above <= floor or not text[above:start].lstrip(" ").startswith("#"):
            break
        start = above
    return start


def with_first_entry(text: str, top: Mapping, key: str, fields: abc.Mapping[str, str]) -> str:
    """*text* with the first entry of its list under *key*, which is empty."""
    if top.flow:
        node = child(top, key) or top
        gap = "" if node.end > node.start else " "
        return f"{text[: node.start]}{gap}[{_entry_text(fields, '', flow=True)}]{text[node.end :]}"
    text, at, indent = _first_entry_position(text, top, key)
    newline = newline_of(text)
    entry_text = f"{indent}- {_entry_text(fields, f'{newline}{indent}  ', flow=False)}"
    return text[:at] + newline + entry_text + text[at:]


def entry_text_like_others(text: str, entries: Sequence, fields: abc.Mapping[str, str]) -> str:
    """A new entry in the way that the last one is written; an id alone is short where another is."""
    mappings = [item for item in entries.items if isinstance(item, Mapping) and item.pairs]
    if len(mappings) < len(entries.items) and fields.keys() == {"id"}:
        mappings = []
    if entries.flow:
        return _entry_text(fields, "", flow=True, short=not mappings)
    model = (mappings or entries.items)[-1]
    dash = text[line_start(text, model.start) : model.start]
    if mappings and mappings[-1].flow:
        return dash + _entry_text(fields, "", flow=True, short=False)
    return dash + _entry_text(fields, newline_of(text) + " " * len(dash), flow=False, short=not mappings)


def entry_separator(text: str, entries: Sequence, spans: list[tuple[int, int]]) -> str:
    """What lies between two entries: what does between the first two, where that is no comment."""
    between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ""
    if between and is_blank_or_commas(between):
        return between
    return ", " if entries.flow else newline_of(text)


def _entry_text(fields: abc.Mapping[str, str], between: str, *, flow: bool, short: bool = True) -> str:
    if short and fields.keys() == {"id"}:
        return scalar(fields["id"], "", flow=flow)
    lines = [f"{name}: {scalar(value, '', flow=flow)}" for name, value in fields.items()]
    return "{" + ", ".join(lines) + "}" if flow else between.join(lines)


def is_empty_list(node: Node | None) -> bool:
    """Whether *node* is an empty list, or nothing where one can be."""
    if isinstance(node, Scalar):
        return node.is_null and not node.locked_by
    return isinstance(node, Sequence) and not node.items


def with_list_key(text: str, key: str) -> str:
    """*text* with `key:` behind its comments where it says nothing; else as it is."""
    document = parse(text)
    if not isinstance(document, Document) or document.top is not None:
        return text
    newline = newline_of(text)
    gap = newline if text and not text.endswith(("\n", "\r")) else ""
    return f"{text}{gap}{key}:{newline}"


def _first_entry_position(text: str, top: Mapping, key: str) -> tuple[str, int, str]:
    """*text* with nothing behind `key:`, where its first entry comes, and the indentation of that.

    Comments below the key that are indented more than it is are about the list, so they come first.
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
    """*text* with `[]` for the list under *key*, whose only entry is from *start* to *stop*."""
    name, node = next(entry for entry in top.pairs if entry[0].text == key)
    if isinstance(node, Sequence) and node.flow:
        if not has_no_comment(text[node.start : node.end]):
            raise CannotEditError(UNSAFE)
        return f"{text[: node.start]}[]{text[node.end :]}"
    colon = _colon_end(text, name)
    return f"{text[:colon]} []{without_lines(text, start, next_line_start(text, stop))[colon:]}"


def _colon_end(text: str, name: Scalar) -> int:
    """Where the colon behind a key ends."""
    colon = _COLON.match(text, name.end)
    if colon is None:
        raise CannotEditError(UNSAFE)
    return colon.end()
