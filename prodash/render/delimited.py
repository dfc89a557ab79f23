"""Delimited: an answer as CSV for spreadsheets and data frames, and as TSV for `cut` and `awk`."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from prodash.model.cell import as_cell, as_names
from prodash.model.fields import LISTS
from prodash.model.value import Value, as_text
from prodash.render.answer import Answer
from prodash.render.sheet import Column
from prodash.render.width import clean

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def as_csv(answer: Answer) -> Iterator[str]:
    """Comma-separated values (RFC 4180, with the line ends of the shell), the columns' names first."""
    import csv

    buffer = StringIO()
    # csv puts a text in quotes for the line end that it writes itself.
    writer = csv.writer(buffer, lineterminator="\n")
    for cells in _lines(answer):
        writer.writerow(cells)
        yield buffer.getvalue()[:-1]
        buffer.seek(0)
        buffer.truncate()


def as_tsv(answer: Answer) -> Iterator[str]:
    r"""Tab-separated values, the columns' names first; `\t`, `\n` and `\\` stand for what would break a line."""
    for cells in _lines(answer):
        yield "\t".join(cell.translate(_ESCAPES) for cell in cells)


def _lines(answer: Answer) -> Iterator[list[str]]:
    columns = answer.sheet.flat
    yield [_clean(column.name) for column in columns]
    for row in answer.sheet.rows:
        yield [_cell(column, row, safe=answer.csv_safe) for column in columns]


def _cell(column: Column[Any], row: Any, *, safe: bool) -> str:
    value = column.value(row)
    text = _clean(_text(column, value))
    if safe and isinstance(value, str) and _FORMULA.match(text):
        return f"'{text}"
    return text


def _text(column: Column[Any], value: Value) -> str:
    """A value as `prodash import` reads it back."""
    if isinstance(value, str) and not column.part_of:
        return value
    if column.name in LISTS and isinstance(value, tuple):
        return as_names([as_text(name) for name in value])
    return as_cell(value)


def _clean(text: str) -> str:
    """*text* without what a terminal would obey, but for line breaks and tabs, which are data."""
    return "\n".join("\t".join(map(clean, line.split("\t"))) for line in text.split("\n"))
