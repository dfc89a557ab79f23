"""Delimited: an answer as CSV for spreadsheets and data frames, and as TSV for `cut` and `awk`."""

from collections.abc import Callable, Iterator
from typing import Any

from prodash.model.catalogue.fields import LIST_FIELDS
from prodash.model.catalogue.value import as_text
from prodash.model.imports.cells import guard, names_to_cell, text_to_cell, value_to_cell
from prodash.render.formats.answer import Answer
from prodash.render.formats.sheet import Column

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def as_csv(answer: Answer) -> Iterator[str]:
    """Comma-separated values (RFC 4180, with the line ends of the shell), the columns' names first."""
    import csv

    # csv puts a text in quotes for the line end that it writes itself; `writerow` gives back what `write` does.
    writer: Any = csv.writer(_Line(), lineterminator="\n")
    return (writer.writerow(cells)[:-1] for cells in _lines(answer))


class _Line:
    def write(self, text: str) -> str:
        return text


def as_tsv(answer: Answer) -> Iterator[str]:
    r"""Tab-separated values, the columns' names first; `\t`, `\n` and `\\` stand for what would break a line."""
    for cells in _lines(answer):
        line = "\t".join(cells)
        plain = line.count("\t") < len(cells) and "\\" not in line and "\n" not in line and "\r" not in line
        yield line if plain else "\t".join(cell.translate(_ESCAPES) for cell in cells)


def _lines(answer: Answer) -> Iterator[list[str]]:
    guarded = guard if answer.csv_safe else str
    columns = answer.sheet.flat
    cells = [_cell(column, guarded) for column in columns]
    yield [guarded(text_to_cell(column.name)) for column in columns]
    for row in answer.sheet.rows:
        yield [cell(row) for cell in cells]


def _cell(column: Column[Any], guarded: Callable[[str], str]) -> Callable[[Any], str]:
    """What makes the cell of a row, as `prodash import` reads it back, without anything that a terminal would obey."""
    value_of, of_text = column.value, value_to_cell if column.part_of else text_to_cell
    is_list = column.name in LIST_FIELDS

    def cell(row: Any) -> str:
        value = value_of(row)
        if isinstance(value, str):
            return guarded(of_text(value))
        if is_list and isinstance(value, tuple):
            return guarded(names_to_cell(tuple(map(as_text, value))))
        return value_to_cell(value) if isinstance(value, (int, float)) else guarded(value_to_cell(value))

    return cell
