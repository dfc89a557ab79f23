"""Nodes: what a YAML text consists of, each part with its text, place and span.

stage:   'seed'   # keep
|        |    |
|        start end          offsets in the text, quotes included
line, column                counted from 1
"""

import re
from typing import Any, NamedTuple, TypeAlias

from prodash.model.catalogue.problem_codes import Code

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_COLON = re.compile(" *:")


class Scalar(NamedTuple):
    """A text; `style` is its quote or block sign, empty when plain; `fixed` why it cannot be edited."""

    text: str
    style: str
    start: int
    end: int
    line: int
    column: int
    fixed: str = ""

    @property
    def is_null(self) -> bool:
        """Whether it says that there is no value."""
        return not self.style and self.text in NULLS


class Sequence(NamedTuple):
    """A list; `flow` means written in brackets."""

    items: "tuple[Node, ...]"
    flow: bool
    start: int
    end: int
    line: int
    column: int
    fixed: str = ""


class Mapping(NamedTuple):
    """Keys with values, in the order of the text, a key that is there twice included."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    flow: bool
    start: int
    end: int
    line: int
    column: int
    fixed: str = ""


Node: TypeAlias = Scalar | Sequence | Mapping


class Fault(NamedTuple):
    """What is wrong with a text, before it is known which file it is from."""

    code: Code
    line: int
    column: int
    data: dict[str, object]


def fault_at(code: Code, mark: Any, **data: object) -> Fault:
    """The fault at a mark of the parser, which counts from 0."""
    return Fault(code, mark.line + 1, mark.column + 1, data)


class Document(NamedTuple):
    """One parsed text: its top node (None when it holds nothing) and the faults that did not stop it."""

    top: Node | None
    faults: tuple[Fault, ...]


def at_colon(value: Node, key: Scalar, text: str) -> Node:
    """An empty *value* where it belongs, behind the colon of its key: the parsers put it in different places."""
    colon = _COLON.match(text, key.end)
    if colon is None:
        return value._replace(start=key.end, end=key.end, line=key.line, column=key.column, fixed="no colon")
    column = key.column + (colon.end() - key.start)
    return value._replace(start=colon.end(), end=colon.end(), line=key.line, column=column)


def joined(value: str) -> str:
    """A text from double quotes whole: JSON escapes in two halves what Python keeps as one character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
