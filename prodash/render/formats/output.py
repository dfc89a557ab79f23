"""Output: the form, the columns, the order and the number of rows that the user asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from prodash.errors import UsageError, hint
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import fold
from prodash.model.names.similar import similar
from prodash.render.formats.sheet import Cell, Column, Sheet

T = TypeVar("T")


class Output(NamedTuple):
    """How an answer is to look, as typed; `columns` and `sort` have commas between names, None asks for all."""

    format: str = "table"
    columns: Sequence[str] = ()
    sort: Sequence[str] = ()
    reverse: bool = False
    limit: int | None = None
    csv_safe: bool = False


def arranged(sheet: Sheet[T], output: Output) -> Sheet[T]:
    """*sheet* with the columns and rows asked for, in the order asked for; raises UsageError for unknown columns.

    Rows without the value that they are sorted by come last, also when the order is turned around.
    """
    known = _known(sheet, (*output.columns, *output.sort))
    chosen = [
        _chosen(_named("--columns", name, known)) for name in _names("--columns", output.columns, known)
    ]
    rows = list(sheet.rows)
    for name in reversed(_names("--sort", output.sort, known)):
        down = name not in known and name.startswith("-")
        rows = _sorted(rows, _named("--sort", name[down:], known), down=down != output.reverse)
    if output.reverse and not output.sort:
        rows.reverse()
    arranged = sheet._replace(rows=rows[: output.limit])
    return arranged._replace(columns=chosen, more=tuple, chosen=True) if chosen else arranged


def _known(sheet: Sheet[T], texts: Sequence[str]) -> Mapping[str, Column[T]]:
    """The columns that *texts* may name, by their names; all of them where those known at once are not enough."""
    known = {column.name: column for column in sheet.columns}
    return known if known.keys() >= set(texts) else {column.name: column for column in sheet.every}


def _names(option: str, texts: Sequence[str], known: Mapping[str, object]) -> list[str]:
    """The names in *texts*, with commas between them unless a name has one itself."""
    names = [part.strip() for text in texts for part in ([text] if text in known else text.split(","))]
    if not all(names):
        raise UsageError(
            f"an empty name in {option} {','.join(texts)!r}; write names with commas between them"
        )
    return list(dict.fromkeys(names))


def _named(option: str, name: str, known: Mapping[str, Column[T]]) -> Column[T]:
    if name not in known:
        own = ", and your own keys" if any(column.part_of == _OWN for column in known.values()) else ""
        columns = [repr(column.name) for column in known.values() if column.part_of != _OWN]
        help_of = hint(similar(name, known)) or f"; there is {', '.join(columns)}{own}"
        raise UsageError(f"{option}: there is no column {name!r}{help_of}")
    return known[name]


_OWN = "own"


def _chosen(column: Column[T]) -> Column[T]:
    """A column that was asked for: shown in every form, and never left out for want of room."""
    cell: Callable[[T], Cell] = column.cell or (lambda row: Cell(as_text(column.value(row))))
    return column._replace(cell=cell, rank=0, least=column.least if column.cell else _LEAST)


_LEAST = 8


def _sorted(rows: list[T], column: Column[T], *, down: bool) -> list[T]:
    key = column.order or column.value
    keyed = [(_order(key(row)), row) for row in rows]
    present = [pair for pair in keyed if pair[0] is not None]
    missing = [row for order, row in keyed if order is None]
    present.sort(key=lambda pair: pair[0] or (), reverse=down)
    return [row for _, row in present] + missing


def _order(value: Value) -> tuple[Any, ...] | None:
    """What a value is sorted by: numbers first, then texts whatever their case and accents; None without one."""
    if value is None or value in ("", (), {}):
        return None
    if isinstance(value, int | float):
        return 0, value, ""
    text = as_text(value)
    return 1, fold(text), text
