"""Read: the node and the value of a text, to compare versions of it."""

import re
from typing import TypeGuard

from prodash.model.catalogue.value import parse_scalar
from prodash.model.merge.values import Items, Single, Value
from prodash.storage.yaml.nodes import Document, Mapping, Node, Scalar, Sequence
from prodash.storage.yaml.parse import parse

_NO_VALUES = re.compile(r"(?: *(?:#[^\n]*)?\n)*+")
"""Lines without values, for which no parser has to be imported."""


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


def is_block(node: Node | None) -> TypeGuard[Mapping | Sequence]:
    """Whether *node* is a list with dashes, or lines with keys."""
    return isinstance(node, (Mapping, Sequence)) and not node.flow


def only_pair(top: Node | None) -> tuple[Scalar, Node] | None:
    """The key and the value of a *top* that is one key on a line of its own; None if it is something else."""
    return top.pairs[0] if isinstance(top, Mapping) and not top.flow and len(top.pairs) == 1 else None
