"""Parse the bytes of a CSV file into rows with line numbers."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from prodash.errors import BadFileError
from prodash.model.imports.table import Row, Table
from prodash.storage.disk.files import MAX_BYTES
from prodash.storage.yaml.encoding import BOM

MAX_TABLE_BYTES = 1 << 27
MAX_ROWS = 100_000

_DELIMITERS = (",", ";", "\t")
# A first line such as "sep=;", which only Excel writes and understands.
_SEPARATOR = re.compile(r'sep=([^\w\s"\0]|\t)(?:\r\n|\r|\n|$)')
_FIRST_ROW = re.compile(r'[\r\n]*((?:"[^"]*"|[^"\r\n])*)')
_QUOTED = re.compile(r'"[^"]*"')
_LINE_END = re.compile("\r\n|\r|\n")


def read_table(name: str, data: bytes) -> Table:
    """The header and rows of a CSV file.  Raises BadFileError, with *name* and line, if it is malformed."""
    text = _decode(name, data)
    if not text.strip():
        raise BadFileError(
            name, "it is empty; write a header such as title,stage,due and a row for each track"
        )
    separator = _SEPARATOR.match(text)
    if text.startswith("sep=") and not separator:
        raise BadFileError(name, "sep= needs one delimiter; write sep=; or sep=,", 1)
    start = separator.end() if separator else 0
    rows = _parse_rows(name, text[start:], separator[1] if separator else "", 1 if separator else 0)
    header = next(rows, None)
    if header is None:
        raise BadFileError(name, "it has no header; write one such as title,stage,due")
    return Table(name, header.cells, tuple(_require_row_limit(name, rows)))


def _decode(name: str, data: bytes) -> str:
    if len(data) > MAX_TABLE_BYTES:
        raise BadFileError(name, f"it has more than {MAX_TABLE_BYTES >> 20} MiB; split it into several files")
    encoding = "UTF-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "UTF-8"
    if b"\0" in data and encoding == "UTF-8":
        raise BadFileError(name, "it is not a text file; save the sheet as 'CSV UTF-8' and import that")
    try:
        return data.decode(encoding).removeprefix(BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        line = len(_LINE_END.findall(before)) + 1
        raise BadFileError(
            name,
            f"the byte 0x{data[error.start]:02x} is not valid {encoding}; save the file as 'CSV UTF-8'",
            line,
        ) from None


def _parse_rows(name: str, text: str, delimiter: str, lines_before: int) -> Iterator[Row]:
    """The rows that are not blank, each with the line on which it starts."""
    matched = _FIRST_ROW.match(text)
    first = _QUOTED.sub("", matched[1]) if matched else ""
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=delimiter,
        # If a file has spaces after its commas, its header has them too.
        skipinitialspace=f"{delimiter} " in first,
        strict=True,
    )
    previous_limit = csv.field_size_limit(MAX_BYTES)
    try:
        line = lines_before + 1
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(line, tuple(map(_with_line_feeds, cells)))
            line = lines_before + reader.line_num + 1
    except csv.Error as error:
        raise BadFileError(name, _csv_reason(str(error)), line) from None
    finally:
        csv.field_size_limit(previous_limit)


def _with_line_feeds(cell: str) -> str:
    """*cell* with every kind of line break turned into a line feed."""
    return _LINE_END.sub("\n", cell) if "\r" in cell else cell


def _csv_reason(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quote that opens in this row is never closed; add the closing quote"
    if "field larger" in message:
        return f"a cell has more than {MAX_BYTES:,} characters, or a quote is never closed"
    if "expected after" in message:
        return "there is text after a closing quote; double the quotes inside a cell"
    return f"this cannot be read as CSV ({message})"


def _require_row_limit(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise BadFileError(name, f"it has more than {MAX_ROWS:,} rows; split it into several files")
        yield row
