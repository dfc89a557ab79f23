"""Nodes: the scalars, lists and mappings of a YAML text, each with its position in the text.

stage:   'seed'   # keep
|        |    |
|        start end          offsets in the text, quotes included
line, column                counted from 1
"""

from typing import Any, NamedTuple, TypeAlias

from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.names.keywords import NULLS


class Scalar(NamedTuple):
    """A single value: its text, without quotes and escapes.

    `style` is the quote or block character, empty for plain text.  `locked_by` says what prevents editing:
    "an anchor", "a tag", "an alias", "no colon", or nothing.
    """

    text: str
    style: str
    start: int
    end: int
    line: int
    column: int
    locked_by: str = ""

    @property
    def is_null(self) -> bool:
        """Whether it is an empty or null value."""
        return not self.style and self.text in NULLS


class Sequence(NamedTuple):
    """A list; `flow` is true for brackets, false for lines with dashes."""

    items: "tuple[Node, ...]"
    flow: bool
    start: int
    end: int
    line: int
    column: int
    locked_by: str = ""


class Mapping(NamedTuple):
    """Pairs of keys and values in the order of the text; a repeated key keeps all its pairs."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    flow: bool
    start: int
    end: int
    line: int
    column: int
    locked_by: str = ""


Node: TypeAlias = Scalar | Sequence | Mapping


class Fault(NamedTuple):
    """A problem in a text whose file is not known yet."""

    code: ProblemKind
    line: int
    column: int
    data: dict[str, object]


def fault_at(code: ProblemKind, mark: Any, **data: object) -> Fault:
    """The fault at a parser's *mark*, whose line and column count from 0."""
    return Fault(code, mark.line + 1, mark.column + 1, data)


class Document(NamedTuple):
    """One parsed text: its top node (None if it has no values), and the faults that did not stop the parser."""

    top: Node | None
    faults: tuple[Fault, ...]
