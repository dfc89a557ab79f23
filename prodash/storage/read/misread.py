"""Warn of text that YAML reads otherwise than its author probably meant, such as `title: #1 Crush`."""

import re
from collections.abc import Iterator
from itertools import islice

from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.fields import ENTRY_TABLE, TRACK_TABLE, Type
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.value import parse_scalar
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

MERGE_KEY = "<<"

# A text without these has nothing to warn of; most files need only this search.
# Starts with a character set, which searches much faster than alternatives.
_SUSPECT = re.compile(
    r"[#!&<|>{](?:(?<=[ \t]#)(?:[^\s\-=#*~]| ?\d)|(?<=[!&])(?:(?<=\A.)|(?<=[\s,\[{].))|(?<=<)<"
    r"|(?<=[|>])(?:[-+]?\d|[-+]?[ \t]*\r?\n#)|(?<={))"
)
# Of a comment, `# early` is one, and so are lines such as `#----`; `#1` and `#live` are probably text.
_COMMENT_AT_ONCE = re.compile(r"[ \t]*(#[^\s\-=#*~][^\r\n]*)")
_COMMENT_AFTER_TEXT = re.compile(r"[ \t](#[^\s\-=#*~][^\r\n]*)")
_NUMBER_AFTER_TEXT = re.compile(r"[ \t](# \d+)[ \t]*(?![^\r\n])")
_PROPERTIES = re.compile(r"(?:[!&][^\s,\[\]{}]*[ \t]*)+")
_PROPERTY = re.compile(r"[!&][^\s,\[\]{}]*")
_EMPTY_BLOCK = re.compile(r"([|>][-+]?\d[-+]?)|[|>][-+]?[ \t]*(?:\r\n?|\n)(#[^\r\n]*)")
# Somebody who writes these knows what a tag is.
_STANDARD_TAG = re.compile("!<.*|!!(?:str|int|float|bool|null|map|seq|set|omap|pairs|binary|timestamp)")
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
                yield from self._in_node(value, key.text)

    def _in_node(self, node: Node, key: str) -> Iterator[Problem]:
        if node.locked_by == "an alias":
            return
        yield from self._properties(node)
        if isinstance(node, Mapping):
            yield from self.in_mapping(node)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from self._in_node(item, key)
        elif node.style in {"|", ">"}:
            yield from self._empty_block(node)
        elif not node.style:
            yield from self._cut_off(node, key)

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
            yield self._problem(node, _shown(match[2]), "a comment", "indent it if it is text", below=1)

    def _cut_off(self, node: Scalar, key: str) -> Iterator[Problem]:
        """The comment directly behind *node* that is probably the rest of its text."""
        if key in _NEVER_CUT or (node.text and not isinstance(parse_scalar(node.text), str)):
            return
        blanks, match = "a blank behind", None
        if not node.text:
            match = _COMMENT_AT_ONCE.match(self.text, node.end)
        elif parse_iso_date(node.text) is None:
            blanks = "two blanks before"
            match = _COMMENT_AFTER_TEXT.match(self.text, node.end)
            if not match and key in _TITLES:
                match = _NUMBER_AFTER_TEXT.match(self.text, node.end)
        if match:
            meant = _quote(f"{node.text}{self.text[node.end : match.end()]}".strip())
            yield self._problem(
                node, _shown(match[1]), "a comment", f"{meant}, or put {blanks} the # if it is a comment"
            )

    def _problem(self, node: Node, text: str, what: str, fix: str, *, below: int = 0) -> Problem:
        location = Location(self.path, node.line + below, 1 if below else node.column)
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


def _keys_of(*types: Type) -> frozenset[str]:
    return frozenset(field.key for field in (*TRACK_TABLE, *ENTRY_TABLE) if field.type in types)


_NEVER_CUT = _keys_of("id", "stage", "date", "colour", "stage kind")
"""Keys whose values have no `#` in them, apart from colours, for which there is an error."""

_TITLES = _keys_of("line")
