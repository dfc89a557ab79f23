"""Empty list: the list of a file before its first entry and after its last.

workflows:                 each of these is an empty list,
workflows: ~   # ours      and so is a file that says nothing
workflows: []
"""

import re

from prodash.storage.edit.keys import keeps_comments
from prodash.storage.edit.refusal import HARM, CannotEditError
from prodash.storage.edit.spans import line_end, line_stop, newline_of, without_lines
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_COLON = re.compile(" *:")


def is_empty(node: Node | None) -> bool:
    """Whether *node* is an empty list, or nothing where one can be."""
    if isinstance(node, Scalar):
        return node.is_null and not node.fixed
    return isinstance(node, Sequence) and not node.items


def with_key(text: str, key: str) -> str:
    """*text* with `key:` behind its comments where it says nothing; else as it is."""
    document = parse(text)
    if not isinstance(document, Document) or document.top is not None:
        return text
    newline = newline_of(text)
    gap = newline if text and not text.endswith(("\n", "\r")) else ""
    return f"{text}{gap}{key}:{newline}"


def first_place(text: str, top: Mapping, key: str) -> tuple[str, int, str]:
    """*text* with nothing behind `key:`, where its first entry comes, and the indentation of that.

    Comments below the key that are indented more than it is are about the list, so they come first.
    """
    name, node = next(entry for entry in top.entries if entry[0].text == key)
    colon = _colon(text, name)
    if not keeps_comments(text[node.start : node.end]):
        raise CannotEditError(HARM)
    text = text[:colon] + text[node.end :]
    below = re.compile(rf"(?:\r\n|\r|\n) {{{name.column},}}#[^\r\n]*")
    at = line_stop(text, colon)
    while comment := below.match(text, at):
        at = comment.end()
    return text, at, " " * (name.column + 1)


def emptied(text: str, top: Mapping, key: str, start: int, stop: int) -> str:
    """*text* with `[]` for the list under *key*, whose only entry is from *start* to *stop*."""
    name, node = next(entry for entry in top.entries if entry[0].text == key)
    if isinstance(node, Sequence) and node.flow:
        if not keeps_comments(text[node.start : node.end]):
            raise CannotEditError(HARM)
        return f"{text[: node.start]}[]{text[node.end :]}"
    colon = _colon(text, name)
    return f"{text[:colon]} []{without_lines(text, start, line_end(text, stop))[colon:]}"


def _colon(text: str, name: Scalar) -> int:
    """Where the colon behind a key ends."""
    colon = _COLON.match(text, name.end)
    if colon is None:
        raise CannotEditError(HARM)
    return colon.end()
