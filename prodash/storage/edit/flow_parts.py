"""Add a part to a list in brackets or a mapping in braces, or remove one.

[a, b]        the parts on one line, with the commas and blanks of the others
[             or each part on its own line, with its comment
  a,  # one
  b
]
"""

import re

from prodash.storage.edit.spans import line_end, line_start, newline_of, next_line_start
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.yaml.nodes import Mapping, Sequence

Spans = list[tuple[int, int]]
"""The start and end offset of each part, without commas and comments."""

_COMMA = re.compile(r"[ \t]*,")
_COMMENT = re.compile(r"(?:^|[\s,\[{])#")


def spans_of(node: Sequence | Mapping) -> Spans:
    """The offsets of the items of a list, or of the pairs of a mapping."""
    if isinstance(node, Mapping):
        return [(key.start, value.end) for key, value in node.pairs]
    return [(item.start, item.end) for item in node.items]


def with_part(text: str, node: Sequence | Mapping, position: int, part: str) -> str:
    """*text* with *part* at *position* among the parts of *node*, which stands in brackets or braces."""
    spans = spans_of(node)
    if not spans:
        return f"{text[: node.start + 1]}{part}{text[node.start + 1 :]}"
    if position == 0:
        start = spans[0][0]
        break_and_indent = _break_and_indent(text, start)
        comma = f",{break_and_indent}" if break_and_indent else _comma_and_space(text, spans)
        return f"{text[:start]}{part}{comma}{text[start:]}"
    start, end = spans[position - 1]
    break_and_indent = _break_and_indent(text, start)
    if not break_and_indent:
        return f"{text[:end]}{_comma_and_space(text, spans)}{part}{text[end:]}"
    following_comma = _COMMA.match(text, end)
    # A comment after the part on its line belongs to the part, so it stays there.
    stop = min(line_end(text, end), node.end - 1)
    if not text[end:stop].strip():
        return f"{text[:end]},{break_and_indent}{part}{text[end:]}"
    if following_comma is None:
        return f"{text[:end]},{text[end:stop]}{break_and_indent}{part}{text[stop:]}"
    return f"{text[:stop]}{break_and_indent}{part},{text[stop:]}"


def without_part(text: str, node: Sequence | Mapping, position: int) -> str:
    """*text* without the part at *position* of *node*; raises CannotEditError if a comment would be lost."""
    spans = spans_of(node)
    start, end = spans[position]
    line_stop = next_line_start(text, end)
    last = position + 1 == len(spans)
    following = node.end - 1 if last else spans[position + 1][0]
    comma_on_line = last or _COMMA.match(text, end)
    if not _break_and_indent(text, start) or following < line_stop or not comma_on_line:
        start, end = flow_part_to_cut(spans, position)
        if not has_no_comment(text[start:end]):
            between = "keys" if isinstance(node, Mapping) else "items of the list"
            raise CannotEditError(f"there are comments between the {between}; change it by hand")
        return text[:start] + text[end:]
    without = text[: line_start(text, start)] + text[line_stop:]
    if position and last and not _COMMA.match(text, end):
        before = spans[position - 1][1]
        comma = _COMMA.match(text, before)
        return without[:before] + without[comma.end() :] if comma else without
    return without


def flow_part_to_cut(spans: Spans, position: int) -> tuple[int, int]:
    """The offsets to cut for one part: the part and one comma next to it."""
    start, end = spans[position]
    if position + 1 < len(spans):
        return start, spans[position + 1][0]
    return (spans[position - 1][1] if position else start), end


def has_no_comment(removed: str) -> bool:
    """Whether *removed* certainly has no comment: no `#` that could start one, or no line end that could end one."""
    return not _COMMENT.search(removed) or "\n" not in removed.replace("\r", "\n")


def _break_and_indent(text: str, offset: int) -> str:
    """The line break and indentation before a part that starts a line at *offset*; otherwise ""."""
    start = line_start(text, offset)
    indent = text[start:offset]
    return newline_of(text) + indent if start and not indent.strip(" \t") else ""


def _comma_and_space(text: str, spans: Spans) -> str:
    """The text between the first two parts, or a comma and a space."""
    if len(spans) > 1:
        between = text[spans[0][1] : spans[1][0]]
        if not between.strip(" ,"):
            return between
    return ", "
