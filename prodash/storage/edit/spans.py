"""Spans: where the lines of a value start and end, and which line ends a text has."""

import re

from prodash.storage.yaml.nodes import Node, Scalar, Sequence

BLOCK_STYLES = frozenset({"|", ">"})
_LINE_END = re.compile("\r\n|\r|\n")
_BLANK_LINES = re.compile("(?: *(?:\r\n|\r|\n))*")


def newline_of(text: str) -> str:
    """The line end that *text* uses."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def line_start(text: str, offset: int) -> int:
    """Where the line starts that *offset* is in."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line ends that *offset* is in, its line end not counted."""
    match = _LINE_END.search(text, offset)
    return match.start() if match else len(text)


def next_line_start(text: str, offset: int) -> int:
    """Where the line after the one that *offset* is in starts, or the text ends."""
    match = _LINE_END.search(text, offset)
    return match.end() if match else len(text)


def is_multiline(text: str, node: Node) -> bool:
    """Whether *node* goes over several lines."""
    return _LINE_END.search(text, node.start, node.end) is not None


def content_end(text: str, node: Node) -> int:
    """Where what *node* says ends; the span of a block takes in the blank lines behind it too."""
    last = _last_scalar(node)
    if isinstance(last, Scalar) and last.style in BLOCK_STYLES:
        return last.start + len(text[last.start : last.end].rstrip(" \r\n"))
    return last.end


def start_after_lines(text: str, node: Node) -> int:
    """Where the line after the last one of *node* starts, or the text ends; a comment there is its own."""
    last = _last_scalar(node)
    if isinstance(last, Scalar) and last.style in BLOCK_STYLES:
        header = text[last.start : line_end(text, last.start)]
        # The blank lines behind a block are its own only if it keeps them.
        if "+" in header:
            return last.end
    return next_line_start(text, content_end(text, node))


def blank_lines_end(text: str, offset: int) -> int:
    """Where the blank lines end that start at *offset*."""
    return _BLANK_LINES.match(text, offset).end()  # type: ignore[union-attr] # it always matches


def without_lines(text: str, start: int, end: int) -> str:
    """*text* without the lines from *start* to *end*; a missing last line end stays missing."""
    if end == len(text) and start and not text.endswith(("\n", "\r")):
        start -= 2 if text[:start].endswith("\r\n") else 1
    return text[:start] + text[end:]


def with_or_without_line_end(text: str) -> tuple[str, str]:
    """*text* as it is, and with a line end more: a block text that is last may need it to say the same."""
    return text, text + newline_of(text)


def _last_scalar(node: Node) -> Node:
    while not node.locked_by and not isinstance(node, Scalar) and not node.flow:
        node = node.items[-1] if isinstance(node, Sequence) else node.pairs[-1][1]
    return node
