"""Layout: the lines of a text that belong to each of its fields or entries.

# yaml-language-server: …   head     lines about the file, or apart from the first key
# mine                      lead     blank lines and comments before a key, which they belong to
title: Fog                  member   a key with its value

# nearly done               lead
stage: mixing  # v3         member
# end                       tail
"""

import re
from typing import NamedTuple

from prodash.model.merge.values import Items, Value
from prodash.storage.edit.spans import line_start, next_line_start, start_after_lines
from prodash.storage.edit.verify import child
from prodash.storage.merge.indentation import dedent, indent
from prodash.storage.merge.read import is_block, only_pair, top_of, value_of
from prodash.storage.yaml.nodes import Mapping, Node, Scalar, Sequence

_KEY_PREFIX = re.compile(" *")
_DASH_PREFIX = re.compile(" *- +")

_COMMENTS_AT_END = re.compile(r"(?:^ *#(?! yaml-language-server:).*\n)*\Z", re.MULTILINE)


class Member(NamedTuple):
    """One field or entry.

    lead    the lines between the member before it and its own
    prefix  what stands before it on its line: spaces, and the dash of an entry
    body    its lines without the prefix, and the others as far to the left
    value   what is read from it: a value by its key, or a list of one entry
    """

    name: str
    lead: str
    prefix: str
    body: str
    value: Value

    @property
    def text(self) -> str:
        """All its lines."""
        return self.lead + indent(self.body, self.prefix)


class Layout(NamedTuple):
    """The members of a text, by name, and the lines that belong to none of them."""

    head: str
    members: dict[str, Member]
    tail: str
    kind: type[Mapping] | type[Sequence] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members in their order."""
        return tuple(self.members)


def layout_of(text: str) -> Layout | None:
    """The layout of *text*, which ends with a line end; None if its lines are not those of fields or entries.

    Raises UnmergeableError.
    """
    top = top_of(text)
    if top is None:
        return Layout(text, {}, "")
    if not is_block(top):
        return None
    members: dict[str, Member] = {}
    at, head = 0, ""
    for name, start, node in _nodes_of(top):
        begin, end = line_start(text, start), start_after_lines(text, node)
        if not members:
            at = _lead_start(text[:begin])
            head = text[:at]
        lines = text[at:begin], text[begin:start], text[start:end]
        member = _member(name, *lines, node, is_list=isinstance(top, Sequence))
        if not member or name in members or begin < at:
            return None
        members[name] = member
        at = end
    return Layout(head, members, text[at:], type(top))


def _member(name: str, lead: str, prefix: str, lines: str, node: Node, *, is_list: bool) -> Member | None:
    """The member with these *lines*; None if it has no name, or its lines are not indented as those of one.

    Raises UnmergeableError.
    """
    body = dedent(lines, len(prefix))
    pattern = _DASH_PREFIX if is_list else _KEY_PREFIX
    if not name or body is None or not pattern.fullmatch(prefix):
        return None
    value = value_of(node)
    return Member(name, lead, prefix, body, Items((value,)) if is_list else {name: value})


def _lead_start(above: str) -> int:
    """Where the comments of the first member start in the lines *above* it; others, such as its schema, are about the file."""
    return _COMMENTS_AT_END.search(above).start()  # type: ignore[union-attr] # it always matches


def _nodes_of(top: Mapping | Sequence) -> list[tuple[str, int, Node]]:
    """The name, the start and the node of each member; the name is empty for an item without an id."""
    if isinstance(top, Mapping):
        return [(key.text, key.start, value) for key, value in top.pairs]
    return [(id_of(item), item.start, item) for item in top.items]


def id_of(item: Node) -> str:
    """What names an item of a list: its `id`, or the item itself if it is a single text."""
    node = child(item, "id") if isinstance(item, Mapping) else item
    return node.text.strip() if isinstance(node, Scalar) and not node.is_null else ""


class KeyLines(NamedTuple):
    """A key with lines below it.

    key      up to its colon
    comment  the rest of its line: a comment, or only the line end
    below    comments before what is inside
    inside   the lines of its fields or entries
    """

    key: str
    comment: str
    below: str
    inside: str


def key_lines(text: str) -> KeyLines | None:
    """The lines of a key whose value is a list with dashes or lines with keys; None if *text* is something else.

    Raises UnmergeableError.
    """
    pair = only_pair(top_of(text))
    inside = line_start(text, pair[1].start) if pair and is_block(pair[1]) else 0
    if not pair or not inside:
        return None
    colon, below = text.index(":", pair[0].end) + 1, next_line_start(text, pair[0].end)
    return KeyLines(text[:colon], text[colon:below], text[below:inside], text[inside:])
