"""Readings: the value and the comments of a text, to compare and verify versions of it."""

import re
from collections import Counter
from collections.abc import Iterator

from prodash.model.catalogue.value import parse_scalar
from prodash.model.merge.values import Items, Single, Value
from prodash.storage.edit.spans import BLOCK_STYLES, line_end
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_NO_VALUES = re.compile(r"(?: *(?:#[^\n]*)?\n)*+")
"""Lines without values, for which no parser has to be imported."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*(\S.*)", re.MULTILINE)


class UnmergeableError(Exception):
    """A text that is merged line by line: it cannot be read, or has anchors, tags, aliases, or a key twice."""


def top_of(text: str) -> Node | None:
    """The node at the top of *text*; None if it has no values.  Raises UnmergeableError."""
    if _NO_VALUES.fullmatch(text):
        return None
    is_list = _LIST.match(text)
    # The fast parser is known to agree with the other one only on mappings.
    document = parse(f"{_KEY}{text}" if is_list else text)
    if not isinstance(document, Document) or document.faults:
        raise UnmergeableError
    top = document.top
    return _moved(top.pairs[0][1], -len(_KEY)) if is_list and isinstance(top, Mapping) else top


_KEY = "list:\n"
_LIST = re.compile(r"(?: *(?:#[^\n]*)?\n)*+ *-[ \n]")


def _moved(node: Node, by: int) -> Node:
    """*node* with other offsets; its lines are not those of the text."""
    if isinstance(node, Sequence):
        node = node._replace(items=tuple(_moved(item, by) for item in node.items))
    elif isinstance(node, Mapping):
        node = node._replace(pairs=tuple((_moved(key, by), _moved(item, by)) for key, item in node.pairs))  # type: ignore[misc]
    return node._replace(start=node.start + by, end=node.end + by)


def read_value(text: str) -> Value:
    """The value of *text*; raises UnmergeableError."""
    top = top_of(text)
    return {} if top is None else value_of(top)


def value_of(node: Node) -> Value:
    """The value of *node*; raises UnmergeableError."""
    if node.locked_by:
        raise UnmergeableError
    if isinstance(node, Scalar):
        if node.is_null:
            return Single("", "null")
        return Single(node.text, "str" if node.style else type(parse_scalar(node.text)).__name__)
    if isinstance(node, Sequence):
        return Items(tuple(map(value_of, node.items)))
    fields = {}
    for key, value in node.pairs:
        if key.locked_by:
            raise UnmergeableError
        fields[key.text] = value_of(value)
    return fields


def lost_comments(base: str | None, ours: str, theirs: str, *merged: str) -> bool:
    """Whether the *merged* texts lack a comment that one side wrote, or that both kept; raises UnmergeableError."""
    before, here, there = (Counter(comments(text)) for text in (base or "", ours, theirs))
    after = "\n".join(comment for text in merged for comment in comments(text))
    wanted = here | there
    return any(
        after.count(comment)
        < (1 if number > before[comment] else here[comment] + there[comment] - before[comment])
        for comment, number in wanted.items()
    )


def comments(text: str) -> Iterator[str]:
    """The comments in *text*, without their signs; raises UnmergeableError."""
    if "#" not in text:
        return
    top = top_of(text)
    rest, at = "", 0
    for start, end in _scalar_spans(text, top) if top else ():
        rest, at = f"{rest}{text[at:start]}x", end
    for found in _COMMENT.finditer(rest + text[at:]):
        yield found[1].rstrip()


def _scalar_spans(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The start and end of each scalar; of a block, without the line of its sign, which may have a comment."""
    if isinstance(node, Scalar):
        start = line_end(text, node.start) if node.style in BLOCK_STYLES else node.start
        if start < node.end:
            # The line end behind a block belongs to it, but not for the line that follows.
            yield start, node.end - (node.style in BLOCK_STYLES and text[: node.end].endswith("\n"))
        return
    parts = node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair]
    for part in parts:
        yield from _scalar_spans(text, part)


def is_block(node: Node | None) -> bool:
    """Whether *node* is a list with dashes, or lines with keys."""
    return isinstance(node, (Mapping, Sequence)) and not node.flow
