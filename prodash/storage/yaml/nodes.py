"""Nodes: what a YAML text consists of, each part with its text, place and span.

stage:   'seed'   # keep
|        |    |
|        start end          offsets in the text, quotes included
line, column                counted from 1
"""

from typing import Any, NamedTuple, TypeAlias

from prodash.model.catalogue.problem_codes import ProblemKind

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A text; `style` is its quote or block sign, empty when plain; `locked_by` why it cannot be edited."""

    text: str
    style: str
    start: int
    end: int
    line: int
    column: int
    locked_by: str = ""

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
    locked_by: str = ""


class Mapping(NamedTuple):
    """Keys with values, in the order of the text, a key that is there twice included."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    flow: bool
    start: int
    end: int
    line: int
    column: int
    locked_by: str = ""


Node: TypeAlias = Scalar | Sequence | Mapping


class Fault(NamedTuple):
    """What is wrong with a text, before it is known which file it is from."""

    code: ProblemKind
    line: int
    column: int
    data: dict[str, object]


def fault_at(code: ProblemKind, mark: Any, **data: object) -> Fault:
    """The fault at a mark of the parser, which counts from 0."""
    return Fault(code, mark.line + 1, mark.column + 1, data)


class Document(NamedTuple):
    """One parsed text: its top node (None when it holds nothing) and the faults that did not stop it."""

    top: Node | None
    faults: tuple[Fault, ...]
