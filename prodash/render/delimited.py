"""Delimited: an answer as CSV for spreadsheets and data frames, and as TSV for `cut` and `awk`."""

from collections.abc import Callable, Iterator
from typing import Any

from prodash.model.cell import as_cell, as_names, guard, text_cell
from prodash.model.fields import LISTS
from prodash.model.value import Value, as_text
from prodash.render.answer import Answer
from prodash.render.sheet import Column

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
        yield "\t".join(cell.translate(_ESCAPES) for cell in cells)


def _lines(answer: Answer) -> Iterator[list[str]]:
    columns = answer.sheet.flat
    guarded = guard if answer.csv_safe else str
    yield [guarded(text_cell(column.name)) for column in columns]
    for row in answer.sheet.rows:
        yield [_cell(column, row, guarded) for column in columns]


def _cell(column: Column[Any], row: Any, guarded: Callable[[str], str]) -> str:
    value = column.value(row)
    text = _text(column, value)
    return text if isinstance(value, int | float) else guarded(text)


def _text(column: Column[Any], value: Value) -> str:
    """A value as `prodash import` reads it back, without anything that a terminal would obey."""
    if isinstance(value, str) and not column.part_of:
        return text_cell(value)
    if column.name in LISTS and isinstance(value, tuple):
        return as_names(tuple(map(as_text, value)))
    return as_cell(value)
