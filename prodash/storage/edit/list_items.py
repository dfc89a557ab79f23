"""Add one text to a list in the style of the list, or remove one.

[a, b]        in brackets on one line
[             in brackets, with one item per line
  a,  # one
  b
]
  - a  # one  with dashes, at any indentation
  - b
"""

import re

from prodash.storage.edit.keys import flow_part_to_cut, has_no_comment
from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.spans import (
    line_end,
    line_start,
    newline_of,
    next_line_start,
    start_after_lines,
    without_lines,
)
from prodash.storage.edit.verify import UNSAFE, CannotEditError
from prodash.storage.yaml.nodes import Node, Scalar, Sequence

_DASH = re.compile(" *- +")
_COMMA = re.compile(" *,")


def with_item(text: str, sequence: Sequence, position: int, item_text: str) -> str:
    """*text* with *item_text* inserted at *position* of the list; raises CannotEditError."""
    if not sequence.flow:
        return _with_dash_line(text, sequence, position, item_text)
    if position == 0:
        start = sequence.items[0].start
        between = _break_and_indent(text, sequence.items[0]) or " "
        return f"{text[:start]}{item_text},{between}{text[start:]}"
    item = sequence.items[position - 1]
    break_and_indent = _break_and_indent(text, item)
    if not break_and_indent:
        return f"{text[: item.end]}{_comma_and_space(text, sequence)}{item_text}{text[item.end :]}"
    comma = _COMMA.match(text, item.end)
    # A comment after the item on its line belongs to the item, so it stays there.
    stop = min(line_end(text, item.end), sequence.end - 1)
    if comma is None:
        return f"{text[: item.end]},{text[item.end : stop]}{break_and_indent}{item_text}{text[stop:]}"
    return f"{text[:stop]}{break_and_indent}{item_text},{text[stop:]}"


def without_item(text: str, sequence: Sequence, position: int) -> str:
    """*text* without the item at *position* of a list of several items; raises CannotEditError."""
    item = sequence.items[position]
    if not sequence.flow:
        return without_dash_item(text, item)
    spans = [(other.start, other.end) for other in sequence.items]
    end = next_line_start(text, item.end)
    last = position + 1 == len(spans)
    following = sequence.end - 1 if last else spans[position + 1][0]
    comma_on_line = last or _COMMA.match(text, item.end)
    if not _break_and_indent(text, item) or following < end or not comma_on_line:
        start, end = flow_part_to_cut(spans, position)
        if not has_no_comment(text[start:end]):
            raise CannotEditError("there are comments between the items of the list; change it by hand")
        return text[:start] + text[end:]
    without = text[: line_start(text, item.start)] + text[end:]
    if position and last and not _COMMA.match(text, item.end):
        before = spans[position - 1][1]
        comma = _COMMA.match(text, before)
        return without[:before] + without[comma.end() :] if comma else without
    return without


def without_dash_item(text: str, item: Node) -> str:
    """*text* without the lines of an item with a dash; raises CannotEditError."""
    start = line_start(text, item.start)
    if not _DASH.fullmatch(text[start : item.start]):
        raise CannotEditError(UNSAFE)
    return without_lines(text, start, start_after_lines(text, item))


def common_quotes(sequence: Sequence) -> str:
    """The quote character of all items, if they share one that at least one item does not need; otherwise ""."""
    items = [item for item in sequence.items if isinstance(item, Scalar)]
    styles = {item.style for item in items}
    if len(styles) != 1 or not styles <= {"'", '"'}:
        return ""
    needless = any(scalar(item.text, "", flow=sequence.flow) == item.text for item in items)
    return styles.pop() if needless else ""


def _break_and_indent(text: str, item: Node) -> str:
    """The line break and indentation before an item that starts a line; otherwise ""."""
    start = line_start(text, item.start)
    indent = text[start : item.start]
    return newline_of(text) + indent if start and not indent.strip(" ") else ""


def _comma_and_space(text: str, sequence: Sequence) -> str:
    """The text between the first two items, or a comma and a space."""
    if len(sequence.items) > 1:
        between = text[sequence.items[0].end : sequence.items[1].start]
        if not between.strip(" ,"):
            return between
    return ", "


def _with_dash_line(text: str, sequence: Sequence, position: int, item_text: str) -> str:
    item = sequence.items[max(position - 1, 0)]
    start = line_start(text, item.start)
    dash = text[start : item.start]
    if not _DASH.fullmatch(dash):
        raise CannotEditError(UNSAFE)
    newline = newline_of(text)
    end = start_after_lines(text, item) if position else start
    if end and not text[:end].endswith(("\n", "\r")):
        return f"{text[:end]}{newline}{dash}{item_text}{text[end:]}"
    return f"{text[:end]}{dash}{item_text}{newline}{text[end:]}"
