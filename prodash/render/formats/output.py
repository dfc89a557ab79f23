"""Output: the format, columns, order and number of rows that the user asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, NoReturn, TypeVar

from prodash.errors import UsageError, hint
from prodash.model.catalogue.fields import CUSTOM_GROUP
from prodash.model.catalogue.value import as_text
from prodash.model.names.name_lists import require_names, split_known_names
from prodash.model.names.names import unquoted
from prodash.render.formats.sheet import Cell, Column, Sheet

T = TypeVar("T")

TABLE = "table"
"""The format for people, which commands use unless the user names another."""

FOR_READING = frozenset({TABLE, "text"})
"""The formats for people; the others are for programs, or to be copied."""


_NOT_ALIGNED = frozenset({"json", "ndjson", "csv", "tsv", "ids", "paths"})


class Output(NamedTuple):
    """The output options as the user typed them.

    An item of `columns` or `sort` may hold several names with commas between them.  A `limit` of None shows all rows,
    a `style` of None is the one of the environment.
    """

    format: str = TABLE
    columns: Sequence[str] = ()
    sort: Sequence[str] = ()
    reverse: bool = False
    limit: int | None = None
    csv_safe: bool = False
    style: str | None = None

    @property
    def has_usual_columns(self) -> bool:
        """Whether people see the columns that prodash chooses for them, as a table or a picture."""
        return self.format == TABLE and not self.columns

    @property
    def is_aligned(self) -> bool:
        """Whether the format puts numbers at the right, as tables and documents do."""
        return self.format not in _NOT_ALIGNED

    @property
    def allows_picture(self) -> bool:
        """Whether a picture may replace the table: the user named neither a format, columns nor a style."""
        return self.has_usual_columns and self.style is None


def arrange(sheet: Sheet[T], output: Output) -> Sheet[T]:
    """*sheet* with the columns, rows and order that *output* asks for.

    Rows without a value in the sorted column come last, in descending order too.
    Raises UsageError for an unknown column.
    """
    columns = _Columns(sheet)
    named = [columns.require("--columns", name) for name in columns.split("--columns", output.columns)]
    rows = list(sheet.rows)
    for name in reversed(columns.split("--sort", output.sort)):
        descending = name.startswith("-") and not columns.has(name)
        column = columns.require("--sort", name[descending:])
        rows = _sorted(rows, column, descending=descending != output.reverse)
    if output.reverse and not output.sort:
        rows.reverse()
    rows = rows[: output.limit]
    arranged = sheet._replace(rows=rows)
    find_numbers = _has_numbers if output.is_aligned else lambda _column, _rows: False
    chosen = [_as_chosen_column(column, rows, find_numbers) for column in named]
    return (
        arranged._replace(
            columns=chosen, lazy_columns=tuple, columns_on_request=tuple, has_chosen_columns=True
        )
        if chosen
        else arranged
    )


class _Columns(Generic[T]):
    """The columns of a sheet by the names that a user may type."""

    def __init__(self, sheet: Sheet[T]) -> None:
        self._sheet = sheet
        self._usual = {column.name: column for column in sheet.columns}

    @cached_property
    def _with_requested(self) -> Mapping[str, Column[T]]:
        return {**self._usual, **{column.name: column for column in self._sheet.columns_on_request()}}

    @cached_property
    def by_name(self) -> Mapping[str, Column[T]]:
        """All columns by their exact names; the lazy ones take time to find."""
        return {**{column.name: column for column in self._sheet.lazy_columns()}, **self._with_requested}

    def has(self, name: str) -> bool:
        """Whether a column has exactly this *name*."""
        return name in self._usual or name in self.by_name

    def split(self, option: str, texts: Sequence[str]) -> list[str]:
        """The names in *texts*, each split at commas that are not in the name of a column.

        Raises UsageError for an empty name.
        """
        names = [name for text in texts for name in self._names_in(text)]
        require_names(names, texts, option)
        return list(dict.fromkeys(names))

    def _names_in(self, text: str) -> list[str]:
        parts = [part.strip() for part in text.split(",")]
        for known in (self._usual, self._with_requested):
            if all(part.removeprefix("-") in known for part in parts):
                return parts
        return split_known_names(text, lambda name: self._find(name) or self._find(name.removeprefix("-")))

    def require(self, option: str, name: str) -> Column[T]:
        """The column called *name*, or the custom field that it means; raises UsageError."""
        return self._find(name) or self._raise_unknown(option, name)

    def _find(self, name: str) -> Column[T] | None:
        for known in (self._usual, self._with_requested):
            if name in known:
                return known[name]
        return self._sheet.find_column(name) or self.by_name.get(unquoted(name))

    def _raise_unknown(self, option: str, name: str) -> NoReturn:
        from prodash.model.names.similar import similar

        has_custom = any(column.part_of == CUSTOM_GROUP for column in self.by_name.values())
        and_custom = ", and your custom fields" if has_custom else ""
        columns = [repr(column.name) for column in self.by_name.values() if column.part_of != CUSTOM_GROUP]
        suggestion = hint(similar(name, self.by_name)) or f"; choose from {', '.join(columns)}{and_custom}"
        raise UsageError(f"{option}: unknown column {name!r}{suggestion}")


def _as_chosen_column(
    column: Column[T], rows: Sequence[T], find_numbers: Callable[[Column[T], Sequence[T]], bool]
) -> Column[T]:
    """*column* as one that the user named: every format shows it, and a narrow screen keeps it if it can."""
    own = column.cell or column.named_cell
    cell: Callable[[T], Cell] = own or (lambda row: Cell(as_text(column.value(row))))
    return column._replace(
        cell=cell,
        drop_order=0,
        min_width=column.min_width if own else _CHOSEN_MIN_WIDTH,
        repeats=None,
        is_optional=False,
        is_number=column.is_number if own else find_numbers(column, rows),
    )


def _has_numbers(column: Column[T], rows: Sequence[T]) -> bool:
    """Whether *column* says that it has numbers, or all values of *rows* in it are, apart from those that are missing."""
    if column.has_numbers:
        return column.has_numbers()
    values = {type(value) for row in rows if (value := column.value(row)) is not None}
    return bool(values) and values <= {int, float}


_CHOSEN_MIN_WIDTH = 8


def _sorted(rows: list[T], column: Column[T], *, descending: bool) -> list[T]:
    from prodash.model.custom_fields.order import order_key

    key = column.sort_key or column.value
    keyed = [(order_key(key(row)), row) for row in rows]
    present = [pair for pair in keyed if pair[0] is not None]
    missing = [row for rank, row in keyed if rank is None]
    present.sort(key=lambda pair: pair[0] or (), reverse=descending)
    return [row for _, row in present] + missing
