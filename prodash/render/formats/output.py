"""Output: the format, columns, order and number of rows that the user asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from prodash.errors import UsageError, hint
from prodash.model.catalogue.order import order_key
from prodash.model.catalogue.value import as_text
from prodash.model.names.name_lists import require_names
from prodash.model.names.similar import similar
from prodash.render.formats.sheet import Cell, Column, Sheet

T = TypeVar("T")

TABLE = "table"
"""The format for people, which commands use unless the user names another."""


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
    def allows_picture(self) -> bool:
        """Whether a picture may replace the table: the user named neither a format, columns nor a style."""
        return self.has_usual_columns and self.style is None


def arrange(sheet: Sheet[T], output: Output) -> Sheet[T]:
    """*sheet* with the columns, rows and order that *output* asks for.

    Rows without a value in the sorted column come last, in descending order too.
    Raises UsageError for an unknown column.
    """
    known = _columns_by_name(sheet, (*output.columns, *output.sort))
    named = [
        _require_column("--columns", name, known)
        for name in _requested_names("--columns", output.columns, known)
    ]
    rows = list(sheet.rows)
    for name in reversed(_requested_names("--sort", output.sort, known)):
        descending = name not in known and name.startswith("-")
        rows = _sorted(
            rows, _require_column("--sort", name[descending:], known), descending=descending != output.reverse
        )
    if output.reverse and not output.sort:
        rows.reverse()
    rows = rows[: output.limit]
    arranged = sheet._replace(rows=rows)
    chosen = [_as_chosen_column(column, rows) for column in named]
    return (
        arranged._replace(
            columns=chosen, lazy_columns=tuple, columns_on_request=tuple, has_chosen_columns=True
        )
        if chosen
        else arranged
    )


def _columns_by_name(sheet: Sheet[T], texts: Sequence[str]) -> Mapping[str, Column[T]]:
    """The columns that *texts* may name, by name.

    Those on request are included only if *texts* names something else than the usual columns, and the lazy ones only if
    it names something else than these.
    """
    known = {column.name: column for column in sheet.columns}
    parts = {part.strip().removeprefix("-") for text in texts for part in text.split(",")}
    for more in (sheet.columns_on_request, sheet.lazy_columns):
        if known.keys() >= parts or known.keys() >= set(texts):
            break
        known |= {column.name: column for column in more()}
    return known


def _requested_names(option: str, texts: Sequence[str], known: Mapping[str, object]) -> list[str]:
    """The names in *texts*, each split at commas unless a column has that whole name.

    Raises UsageError for an empty name.
    """
    names = [part.strip() for text in texts for part in ([text] if text in known else text.split(","))]
    require_names(names, texts, option)
    return list(dict.fromkeys(names))


def _require_column(option: str, name: str, known: Mapping[str, Column[T]]) -> Column[T]:
    if name not in known:
        and_custom = (
            ", and your custom fields"
            if any(column.part_of == _CUSTOM_GROUP for column in known.values())
            else ""
        )
        columns = [repr(column.name) for column in known.values() if column.part_of != _CUSTOM_GROUP]
        suggestion = hint(similar(name, known)) or f"; choose from {', '.join(columns)}{and_custom}"
        raise UsageError(f"{option}: unknown column {name!r}{suggestion}")
    return known[name]


_CUSTOM_GROUP = "custom"


def _as_chosen_column(column: Column[T], rows: Sequence[T]) -> Column[T]:
    """*column* as one that the user named: every format shows it, and a narrow screen keeps it if it can."""
    own = column.cell or column.named_cell
    cell: Callable[[T], Cell] = own or (lambda row: Cell(as_text(column.value(row))))
    return column._replace(
        cell=cell,
        drop_order=0,
        min_width=column.min_width if own else _CHOSEN_MIN_WIDTH,
        repeats=None,
        is_optional=False,
        is_number=column.is_number if own else _has_numbers(column, rows),
    )


def _has_numbers(column: Column[T], rows: Sequence[T]) -> bool:
    """Whether all values of *rows* in *column* are numbers, apart from those that are missing."""
    values = {type(value) for row in rows if (value := column.value(row)) is not None}
    return bool(values) and values <= {int, float}


_CHOSEN_MIN_WIDTH = 8


def _sorted(rows: list[T], column: Column[T], *, descending: bool) -> list[T]:
    key = column.sort_key or column.value
    keyed = [(order_key(key(row)), row) for row in rows]
    present = [pair for pair in keyed if pair[0] is not None]
    missing = [row for rank, row in keyed if rank is None]
    present.sort(key=lambda pair: pair[0] or (), reverse=descending)
    return [row for _, row in present] + missing
