"""CSV: an answer as CSV for spreadsheets and data frames, and as TSV for `cut` and `awk`."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from prodash.model.catalogue.fields import LIST_FIELDS, type_of
from prodash.model.catalogue.value import Value, as_text
from prodash.model.imports.cells import names_to_cell, text_to_cell, value_to_cell
from prodash.model.imports.formulas import guard
from prodash.render.formats.sheet import Answer, Column

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def as_csv(answer: Answer) -> Iterator[str]:
    """The answer as comma-separated values (RFC 4180, but lines end in LF), column names first."""
    import csv

    # csv quotes a text that contains the line terminator, so `\n` is passed and cut off again.
    # `writerow` returns what `write` returns.
    writer: Any = csv.writer(_LineWriter(), lineterminator="\n")
    return (writer.writerow(cells)[:-1] for cells in _cell_rows(answer))


class _LineWriter:
    def write(self, text: str) -> str:
        return text


def as_tsv(answer: Answer) -> Iterator[str]:
    r"""The answer as tab-separated values, column names first; tabs, line ends and backslashes are escaped."""
    return ("\t".join(map(_escaped, cells)) for cells in _cell_rows(answer))


def _escaped(cell: str) -> str:
    # Tabs and line ends are not printable.
    return cell if cell.isprintable() and "\\" not in cell else cell.translate(_ESCAPES)


def _cell_rows(answer: Answer) -> Iterator[list[str]]:
    guard_cell = guard if answer.csv_safe else str
    columns = answer.sheet.csv_columns
    cells = [_cell_text_of(column, guard_cell) for column in columns]
    yield [guard_cell(text_to_cell(column.name)) for column in columns]
    for row in map(answer.sheet.for_one_use, answer.sheet.rows):
        yield [cell(row) for cell in cells]


def _cell_text_of(column: Column[Any], guard_cell: Callable[[str], str]) -> Callable[[Any], str]:
    """A function that gives the cell of a row, in the form that `prodash import` reads back.

    Control characters are replaced, because a terminal would obey them.
    """
    value_of = column.value
    text_cell = value_to_cell if column.part_of else text_to_cell
    if not column.part_of and type_of(column.name) == "line":
        text_cell = partial(text_to_cell, one_line=True)
    other_cell = _names_cell if column.name in LIST_FIELDS else value_to_cell

    def cell(row: Any) -> str:
        value = value_of(row)
        if value is None:
            return ""
        if isinstance(value, str):
            return guard_cell(text_cell(value))
        # A number needs no guard, even if it has a sign.
        return as_text(value) if isinstance(value, (int, float)) else guard_cell(other_cell(value))

    return cell


def _names_cell(names: Value) -> str:
    return names_to_cell(tuple(map(as_text, names))) if isinstance(names, tuple) else value_to_cell(names)
