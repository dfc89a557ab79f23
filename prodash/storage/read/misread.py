"""Warn of text that YAML reads otherwise than its author probably meant, such as `title: #1 Crush`."""

import re
from collections.abc import Iterator
from itertools import islice

from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.storage.read.comments import Comment, comment_cut_off, comments_in_brackets
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

MERGE_KEY = "<<"

# A text without these has nothing to warn of; most files need only this search.
# Starts with a character set, which searches much faster than alternatives.
_SUSPECT = re.compile(
    r"[#!&<|>{](?:(?<=[ \t]#)(?:[^\s\-=#*~]| ?\d)|(?<=[!&])(?:(?<=\A.)|(?<=[\s,\[{].))|(?<=<)<"
    r"|(?<=[|>])(?:[-+]?\d|[-+]?[ \t]*\r?\n#)|(?<={))"
)
_PROPERTIES = re.compile(r"(?:[!&][^\s,\[\]{}]*[ \t]*)+")
_PROPERTY = re.compile(r"[!&][^\s,\[\]{}]*")
_EMPTY_BLOCK = re.compile(r"([|>][-+]?\d[-+]?)|[|>][-+]?[ \t]*(?:\r\n?|\n)(#[^\r\n]*)")
# Somebody who writes these knows what a tag is.
_STANDARD_TAG = re.compile("!<.*|!!(?:str|int|float|bool|null|map|seq|set|omap|pairs|binary|timestamp)")
_BREAK = re.compile(r"\r\n?|\n")
_MAX_SHOWN = 60
_MAX_WARNINGS = 100


def find_misread(path: str, text: str, top: Mapping) -> Iterator[Problem]:
    """A warning for each of the first 100 places of *text* that YAML reads otherwise; *top* is its mapping."""
    if _SUSPECT.search(text):
        # A file with more is no track, and whoever mends these sees the next ones.
        yield from islice(_Misread(path, text, top).in_mapping(top), _MAX_WARNINGS)


class _Misread:
    """Goes through the nodes of one text in its order; what an alias stands for is seen once, at its anchor."""

    def __init__(self, path: str, text: str, top: Mapping) -> None:
        self.path = path
        self.text = text
        self.used_anchors = {text[node.start + 1 : node.end] for node in _aliases(top)}

    def in_mapping(self, mapping: Mapping) -> Iterator[Problem]:
        for key, value in mapping.pairs:
            yield from self._properties(key)
            if key.text == MERGE_KEY and not key.style:
                yield ProblemKind.MERGE_KEY.at(Location(self.path, key.line, key.column))
            elif isinstance(value, Scalar) and value.locked_by == "no colon":
                if ":" in key.text and not key.style:
                    yield self._problem(key, repr(key.text), "one key", "put a blank behind the colon")
            else:
                yield from self._in_node(value, key.text, 0 if mapping.flow else mapping.column)

    def _in_node(self, node: Node, key: str, column: int) -> Iterator[Problem]:
        """The problems of *node*, a value of *key* in a list or mapping at *column* (0 in brackets)."""
        if node.locked_by == "an alias":
            return
        yield from self._properties(node)
        if isinstance(node, Mapping):
            yield from self.in_mapping(node)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from self._in_node(item, key, 0 if node.flow else node.column)
        elif node.style in {"|", ">"}:
            yield from self._empty_block(node)
        elif not node.style and (comment := comment_cut_off(self.text, node, key, column)):
            yield self._comment(node, comment)
        if not isinstance(node, Scalar) and node.flow:
            for comment in comments_in_brackets(self.text, node, key):
                yield self._comment(node, comment)

    def _properties(self, node: Node) -> Iterator[Problem]:
        """The tags and unused anchors of *node*."""
        if not node.locked_by or (properties := _PROPERTIES.match(self.text, node.start)) is None:
            return
        for match in _PROPERTY.finditer(properties[0]):
            word = match[0]
            is_tag = word.startswith("!") and not _STANDARD_TAG.fullmatch(word)
            if is_tag or (word.startswith("&") and word[1:] not in self.used_anchors):
                what = "a tag, which prodash ignores" if is_tag else "an anchor, which nothing uses"
                yield self._problem(node, _shown(word), what, _quote(self._first_line(node)))

    def _first_line(self, node: Node) -> str:
        """The text of *node*, as far as it is shown."""
        return self.text[node.start : min(node.end, node.start + _MAX_SHOWN + 1)].splitlines()[0].rstrip()

    def _empty_block(self, node: Scalar) -> Iterator[Problem]:
        match = None if node.text.strip() else _EMPTY_BLOCK.match(self.text, node.start)
        if match and match[1]:
            yield self._problem(node, repr(match[1]), "the start of a text that is missing", _quote(match[1]))
        elif match:
            yield self._problem(
                node, _shown(match[2]), "a comment", "indent it if it is text", (node.line + 1, 1)
            )

    def _comment(self, node: Node, comment: Comment) -> Problem:
        """The problem of *comment*, which is in *node* or behind it: at its own place, or at a value in the same line."""
        *above, last = _BREAK.split(self.text[node.start : comment.start])
        column = node.column + (0 if isinstance(node, Scalar) else len(last))
        place = (node.line + len(above), len(last) + 1) if above else (node.line, column)
        fix = f"{_quote(comment.meant)}, or put {comment.blanks} the # if it is a comment"
        return self._problem(node, _shown(comment.text), "a comment", fix, place)

    def _problem(
        self, node: Node, text: str, what: str, fix: str, place: tuple[int, int] | None = None
    ) -> Problem:
        location = Location(self.path, *(place or (node.line, node.column)))
        return ProblemKind.MISREAD.at(location, text=text, what=what, fix=fix)


def _aliases(node: Node) -> Iterator[Node]:
    """The aliases in *node*, without those inside what they stand for."""
    if node.locked_by == "an alias":
        yield node
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            for part in pair:
                yield from _aliases(part)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _aliases(item)


def _quote(text: str) -> str:
    """The advice to put *text* in quotes."""
    escaped = _shortened(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'write "{escaped}" with the quotes if it is text'


def _shown(text: str) -> str:
    return repr(_shortened(text))


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
