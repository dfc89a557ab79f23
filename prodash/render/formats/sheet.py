"""Sheet: rows with named columns, the structure in which every command returns its answer."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from prodash.model.catalogue.value import Value
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, PLAIN, Look

if TYPE_CHECKING:
    from prodash.model.catalogue.problem import Problem
    from prodash.render.terminal.badges import Entry

T = TypeVar("T")
R = TypeVar("R")


class Cell(NamedTuple):
    """The text of one table cell, its look, and the emoji beside it."""

    text: str
    look: Look = PLAIN
    emoji: str = ""

    @classmethod
    def badge(cls, entry: "Entry") -> "Cell":
        """The name of *entry* on its colour, beside its emoji."""
        return cls(entry.name, Look(background=entry.colour), entry.emoji)

    @classmethod
    def number(cls, number: int) -> "Cell":
        """The *number* with commas at the thousands."""
        return cls(f"{number:,}")


class Column(NamedTuple, Generic[T]):
    """One column: `value` gives what programs get, `cell` what people see.

    cell        None: a table shows the column only if the user names it
    min_width   the width in columns to which a table may shrink it; None: never cut
    drop_order  on a narrow screen the highest is dropped first; 0: never dropped
    sort_key    what rows are sorted by, if it is not the value
    shorter     texts for a narrow screen, each with its place in the drop order
    repeats     whether a cell only says what another column says; a narrow screen leaves it empty
    place       where a table shows it: the lowest first
    is_number   its cells are aligned at the right
    has_numbers whether they are if the user names it; None: if all values of the rows are numbers
    is_optional whether a table leaves it out if it says the same in every row
    cut_in_middle  its cells are shortened in the middle
    named_cell  what people see of a column without a cell if the user names it; None: the value as text
    mark        a sign of one column at the end of some cells; a table shows these signs in line
    is_group    the value is a mapping, as of the custom fields; JSON shows it, CSV does not
    part_of     the name of the group of which it shows one key; CSV shows it, JSON does not
    """

    name: str
    value: Callable[[T], Value]
    cell: Callable[[T], Cell] | None = None
    min_width: int | None = None
    drop_order: int = 0
    sort_key: Callable[[T], Value] | None = None
    part_of: str = ""
    is_group: bool = False
    shorter: Sequence[tuple[float, Callable[[T], str]]] = ()
    repeats: Callable[[T], bool] | None = None
    place: int = 0
    is_number: bool = False
    has_numbers: Callable[[], bool] | None = None
    is_optional: bool = False
    cut_in_middle: bool = False
    mark: str = ""
    named_cell: Callable[[T], Cell] | None = None

    @property
    def if_named(self) -> "Column[T]":
        """The same column, but a table shows it only if the user names it."""
        return self._replace(cell=None, named_cell=self.cell)

    def within(self, inner: Callable[[Any], T]) -> "Column[Any]":
        """The same column for rows that contain such a row, which *inner* gives."""

        def through(function: Callable[[T], R]) -> Callable[[Any], R]:
            return lambda row: function(inner(row))

        return self._replace(
            value=through(self.value),
            cell=self.cell and through(self.cell),
            named_cell=self.named_cell and through(self.named_cell),
            sort_key=self.sort_key and through(self.sort_key),
            shorter=[(order, through(text)) for order, text in self.shorter],
            repeats=self.repeats and through(self.repeats),
        )


def reference_column(
    name: str,
    value: Callable[[T], str],
    min_width: int,
    drop_order: int,
    *,
    repeats: Callable[[T], bool] | None = None,
    place: int = 0,
) -> Column[T]:
    """The column *name* of ids or paths: dim, and shortened in the middle."""

    def cell(row: T) -> Cell:
        return Cell(value(row), DIM)

    return Column(name, value, cell, min_width, drop_order, repeats=repeats, place=place, cut_in_middle=True)


class Sheet(NamedTuple, Generic[T]):
    """The answer of a command as rows with columns.

    kind                which answer it is, as JSON says it
    noun                the plural noun for the rows, and their key in JSON
    identify            the id of a row, or an empty text
    locate              the path of the file that a row is about, relative to the catalogue, or an empty text
    facts               what JSON says besides the rows
    has_chosen_columns  the user named the columns
    hidden_rows         the number of rows that a limit inside the answer left out, as on a board
    lazy_columns        gives more columns for programs, which take time to find
    columns_on_request  gives columns that no format shows unless the user names them
    for_one_use         a row equal to this one, of which nothing is kept once it has been printed
    find_column         the column that a name means which no other column has exactly; None if it means none
    """

    kind: str
    noun: str
    columns: Sequence[Column[T]]
    rows: Sequence[T]
    identify: Callable[[T], str]
    locate: Callable[[T], str]
    facts: Mapping[str, Value] = MappingProxyType({})
    has_chosen_columns: bool = False
    hidden_rows: int = 0
    lazy_columns: Callable[[], Sequence[Column[T]]] = tuple
    columns_on_request: Callable[[], Sequence[Column[T]]] = tuple
    for_one_use: Callable[[T], T] = lambda row: row
    find_column: Callable[[str], Column[T] | None] = lambda _: None

    @property
    def table_columns(self) -> "list[Column[T]]":
        """The columns that a table shows, from left to right."""
        shown = [column for column in self.columns if column.cell]
        return shown if self.has_chosen_columns else sorted(shown, key=lambda column: column.place)

    @property
    def json_columns(self) -> "list[Column[T]]":
        """All columns, with the custom fields as one group."""
        return [column for column in self.columns if self.has_chosen_columns or not column.part_of]

    @property
    def csv_columns(self) -> "list[Column[Any]]":
        """All columns, with one for each custom field."""
        return [
            column
            for column in (*self.columns, *self.lazy_columns())
            if self.has_chosen_columns or not column.is_group
        ]


class Answer(NamedTuple):
    """A sheet with everything else that a format needs.

    total         the number of rows before a limit
    display_path  turns a path in the catalogue into one relative to the current folder
    ci_path       turns it into one that the CI service understands; None: as `display_path`
    style         the frame of a table, one of STYLES
    csv_safe      escape texts that a spreadsheet would take for formulas
    """

    sheet: Sheet[Any]
    total: int
    problems: "Sequence[Problem]"
    screen: Screen
    display_path: Callable[[str], str]
    csv_safe: bool = False
    ci_path: Callable[[str], str] | None = None
    style: str = "plain"
