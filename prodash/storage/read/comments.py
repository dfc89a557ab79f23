"""Find the comments of a text that are probably values, such as `#1 Crush` behind or below `title:`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from prodash.model.catalogue.due import day_in
from prodash.model.catalogue.fields import ENTRY_TABLE, TRACK_TABLE, Type
from prodash.model.catalogue.value import parse_scalar
from prodash.storage.yaml.nodes import Mapping, Scalar, Sequence

# Of a comment, `# early` is one, and so are lines such as `#----`; `#1` and `#live` are probably text.
_TEXT = r"#[^\s\-=#*~][^\r\n]*"
_AT_ONCE = re.compile(rf"[ \t]*({_TEXT})")
_AFTER_TEXT = re.compile(rf"[ \t]({_TEXT})")
_NUMBER_AFTER_TEXT = re.compile(r"[ \t](# \d+)[ \t]*(?![^\r\n])")
# A key that somebody switched off, such as `#bpm: 120`, is no text.
_BELOW = re.compile(rf"[ \t]*(?:\r\n?|\n)([ \t]+)(?!#[^\s:]+:(?!\S))({_TEXT})")
_IN_BRACKETS = re.compile(rf"[,\[{{]|(?<![^\r\n])[ \t]+({_TEXT})|(?<![ \t])[ \t]({_TEXT})|#[^\r\n]*")
_ITEM = re.compile(r"[^,\[\]{}]*+")


class Comment(NamedTuple):
    """A comment that is probably text.

    start    its offset
    text     what it says
    meant    the value that was probably meant
    blanks   which blanks a comment has
    """

    start: int
    text: str
    meant: str
    blanks: str


def comment_cut_off(text: str, node: Scalar, key: str, column: int) -> Comment | None:
    """The comment directly behind or below *node* that is probably the rest of its text.

    *node* is a value of *key*, in a list or mapping at *column* (0 in brackets).
    """
    value = parse_scalar(node.text)
    if key in _NEVER_CUT or (node.text and (not isinstance(value, str) or day_in(value) is not None)):
        return None
    match = (_AFTER_TEXT if node.text else _AT_ONCE).match(text, node.end)
    if match is None and node.text and key in _TITLES:
        match = _NUMBER_AFTER_TEXT.match(text, node.end)
    if match is None:
        return _comment_below(text, node, column)
    meant = f"{node.text}{text[node.end : match.end()]}".strip()
    return Comment(match.start(1), match[1], meant, "two blanks before" if node.text else "a blank behind")


def _comment_below(text: str, node: Scalar, column: int) -> Comment | None:
    """The comment in the line below *node*, if it is indented as the text of *node* could be."""
    match = _BELOW.match(text, node.end)
    if match is None or len(match[1]) < column:
        return None
    return Comment(match.start(2), match[2], f"{node.text} {match[2]}".strip(), "a blank behind")


def comments_in_brackets(text: str, node: Sequence | Mapping, key: str) -> Iterator[Comment]:
    """The comments behind an opening bracket or a comma of *node*, a value of *key*."""
    parts = node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair]
    start = node.start
    for end, next_start in [*((part.start, part.end) for part in parts), (node.end, node.end)]:
        if key not in _NEVER_CUT:
            yield from _comments_between(text, start, end)
        start = next_start


def _comments_between(text: str, start: int, end: int) -> Iterator[Comment]:
    """The comments behind the first comma or opening bracket in a part of *text* that has no values."""
    is_behind = False
    for match in _IN_BRACKETS.finditer(text, start, end):
        if match[0] in {",", "[", "{"}:
            is_behind = True
        elif is_behind and (group := match.lastindex):
            item = _ITEM.match(match[group])
            blanks = "a blank behind" if group == 1 else "two blanks before"
            yield Comment(match.start(group), match[group], item[0].rstrip() if item else "", blanks)


def _keys_of(*types: Type) -> frozenset[str]:
    return frozenset(field.key for field in (*TRACK_TABLE, *ENTRY_TABLE) if field.type in types)


_NEVER_CUT = _keys_of("id", "stage", "date", "colour", "stage kind")
"""Keys whose values have no `#` in them, apart from colours, for which there is an error."""

_TITLES = _keys_of("line")
