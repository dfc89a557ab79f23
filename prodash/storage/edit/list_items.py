"""Add one text to a list in the style of the list, or remove one.

[a, b]        in brackets
  - a  # one  with dashes, at any indentation
  - b
"""

import re

from prodash.storage.edit.flow_parts import with_part, without_part
from prodash.storage.edit.quoting import scalar
from prodash.storage.edit.spans import line_start, newline_of, start_after_lines, without_lines
from prodash.storage.edit.verify import UNSAFE, CannotEditError
from prodash.storage.yaml.nodes import Node, Scalar, Sequence

_DASH = re.compile(r" *-[ \t]+")


def with_item(text: str, sequence: Sequence, position: int, item_text: str) -> str:
    """*text* with *item_text* inserted at *position* of the list; raises CannotEditError."""
    if sequence.flow:
        return with_part(text, sequence, position, item_text)
    return _with_dash_line(text, sequence, position, item_text)


def without_item(text: str, sequence: Sequence, position: int) -> str:
    """*text* without the item at *position* of a list of several items; raises CannotEditError."""
    if sequence.flow:
        return without_part(text, sequence, position)
    return without_dash_item(text, sequence.items[position])


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
