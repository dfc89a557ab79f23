"""Sheet: rows with named columns, the one form in which every command hands over its answer."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from prodash.model.catalogue.value import Value
from prodash.render.terminal.style import PLAIN, Look

T = TypeVar("T")


class Cell(NamedTuple):
    """What a table shows in one place."""

    text: str
    look: Look = PLAIN


class Column(NamedTuple, Generic[T]):
    """One column: what programs get (`value`) and what people see (`cell`).

    A column without a cell is for programs, and for those who ask for it.  `least` is the width that a
    table may shrink the column to, None for one that is never cut; on a narrow screen columns leave in
    the order of `rank`.  `order` is what rows are sorted by where that is not the value.  A column that is
    `part_of` another, which `is_group`, holds one key of it: JSON has the group, CSV the parts.
    """

    name: str
    value: Callable[[T], Value]
    cell: Callable[[T], Cell] | None = None
    least: int | None = None
    rank: int = 0
    order: Callable[[T], Value] | None = None
    part_of: str = ""
    is_group: bool = False


class Sheet(NamedTuple, Generic[T]):
    """The answer of a command: which it is, the plural noun for its rows, columns, rows, other facts.

    `identify` gives the id of a row, `locate` the file that it is about, relative to the catalogue; both
    are empty where there is none.  `chosen` says that the columns are those that the user named; `beyond`
    counts rows that are left out by a limit on parts of the answer.  `more` finds columns for programs that
    are parts of a group, where it takes time to know them all.
    """

    kind: str
    noun: str
    columns: Sequence[Column[T]]
    rows: Sequence[T]
    identify: Callable[[T], str]
    locate: Callable[[T], str]
    facts: Mapping[str, Value] = MappingProxyType({})
    chosen: bool = False
    beyond: int = 0
    more: Callable[[], Sequence[Column[T]]] = tuple

    @property
    def every(self) -> "list[Column[T]]":
        """The columns that can be asked for."""
        return [*self.columns, *self.more()]

    @property
    def for_people(self) -> "list[Column[T]]":
        """The columns that a table shows unless others are asked for."""
        return [column for column in self.columns if column.cell]

    @property
    def grouped(self) -> "list[Column[T]]":
        """All columns, the user's own keys as one group."""
        return [column for column in self.columns if self.chosen or not column.part_of]

    @property
    def flat(self) -> "list[Column[Any]]":
        """All columns, each of the user's own keys as one of its own."""
        return [column for column in self.every if self.chosen or not column.is_group]
