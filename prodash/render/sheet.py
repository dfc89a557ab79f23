"""Sheet: rows with named columns, the one form in which every command hands over its answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from prodash.model.value import Value
from prodash.render.style import PLAIN, Look

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table shows in one place."""

    text: str
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: what programs get (`value`) and what people see (`cell`).

    A column without a cell is for programs only.  `least` is the width that a table may shrink the
    column to, None for one that is never cut; on a narrow screen columns leave in the order of `rank`.
    """

    name: str
    value: Callable[[T], Value]
    cell: Callable[[T], Cell] | None = None
    least: int | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """The answer of a command: which it is, the plural noun for its rows, columns, rows, other facts.

    `identify` gives the id of a row.
    """

    kind: str
    noun: str
    columns: Sequence[Column[T]]
    rows: Sequence[T]
    identify: Callable[[T], str]
    facts: Mapping[str, Value] = field(default_factory=dict)
