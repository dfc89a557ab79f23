"""Find the offsets at which lines and values of a YAML text start and end."""

import re

from prodash.storage.yaml.nodes import Node, Scalar, Sequence

BLOCK_STYLES = frozenset({"|", ">"})
_LINE_END = re.compile("\r\n|\r|\n")
_BLANK_LINES = re.compile("(?: *(?:\r\n|\r|\n))*")


def newline_of(text: str) -> str:
    """The line end that *text* uses; a line feed if it has only one line."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def line_start(text: str, offset: int) -> int:
    """The offset at which the line with *offset* starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """The offset at which the line with *offset* ends, before its line break."""
    match = _LINE_END.search(text, offset)
    return match.start() if match else len(text)


def next_line_start(text: str, offset: int) -> int:
    """The offset at which the line after the one with *offset* starts, or the end of the text."""
    match = _LINE_END.search(text, offset)
    return match.end() if match else len(text)


def is_multiline(text: str, node: Node) -> bool:
    """Whether *node* spans several lines."""
    return _LINE_END.search(text, node.start, node.end) is not None


def content_end(text: str, node: Node) -> int:
    """The offset at which the content of *node* ends; unlike the end of its span, before the blank lines after a block."""
    last = _last_scalar(node)
    if isinstance(last, Scalar) and last.style in BLOCK_STYLES:
        return last.start + len(text[last.start : last.end].rstrip(" \r\n"))
    return last.end


def start_after_lines(text: str, node: Node) -> int:
    """The offset after the last line of *node*, including the comment on that line."""
    last = _last_scalar(node)
    if isinstance(last, Scalar) and last.style in BLOCK_STYLES:
        header = text[last.start : line_end(text, last.start)]
        # The blank lines after a block belong to it only if its header says so.
        if "+" in header:
            return last.end
    return next_line_start(text, content_end(text, node))


def blank_lines_end(text: str, offset: int) -> int:
    """The offset after the blank lines that start at *offset*."""
    return _BLANK_LINES.match(text, offset).end()  # type: ignore[union-attr] # it always matches


def without_lines(text: str, start: int, end: int) -> str:
    """*text* without the lines from *start* to *end*; a text without a final line end still has none."""
    if end == len(text) and start and not text.endswith(("\n", "\r")):
        start -= 2 if text[:start].endswith("\r\n") else 1
    return text[:start] + text[end:]


def with_or_without_line_end(text: str) -> tuple[str, str]:
    """*text*, and *text* with one more line end, which a block at the end may need to keep its value."""
    return text, text + newline_of(text)


def _last_scalar(node: Node) -> Node:
    """The last scalar in *node*; if a locked or flow node contains it, that node."""
    while not node.locked_by and not isinstance(node, Scalar) and not node.flow:
        node = node.items[-1] if isinstance(node, Sequence) else node.pairs[-1][1]
    return node
