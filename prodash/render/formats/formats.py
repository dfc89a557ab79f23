"""Formats: the output formats that every sheet has; to add one, write a function and a line in FORMATS."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from prodash.render.tables.frames import NO_FRAME
from prodash.render.terminal.width import clean, without_commands

if TYPE_CHECKING:
    from prodash.render.formats.sheet import Answer

Format = Callable[["Answer"], Iterator[str]]
"""Yields the lines of an answer; lines that nobody reads are never made."""


# Each function imports its module when it is called, because most commands need only the names of the formats.
def as_table(answer: "Answer") -> Iterator[str]:
    """Aligned columns for people, in a frame if the style has one."""
    from prodash.render.formats.table import framed_table, table

    sheet, screen, style = answer.sheet, answer.screen, answer.style
    lines = table(sheet, screen) if style == NO_FRAME else framed_table(sheet, screen, style)
    return map(without_commands, lines)


def as_json(answer: "Answer") -> Iterator[str]:
    """One JSON object with rows, facts and problems."""
    from prodash.render.formats import json

    return json.as_json(answer)


def as_ndjson(answer: "Answer") -> Iterator[str]:
    """One JSON object for each row."""
    from prodash.render.formats import json

    return json.as_ndjson(answer)


def as_csv(answer: "Answer") -> Iterator[str]:
    """Comma-separated values."""
    from prodash.render.formats import csv

    return csv.as_csv(answer)


def as_tsv(answer: "Answer") -> Iterator[str]:
    """Tab-separated values."""
    from prodash.render.formats import csv

    return csv.as_tsv(answer)


def _document(name: str) -> Format:
    """The format *name* of documents: a table with the columns for people."""

    def as_document(answer: "Answer") -> Iterator[str]:
        from prodash.render.tables.documents import document_table

        columns = answer.sheet.table_columns
        rows = [[column.cell(row).text for column in columns if column.cell] for row in answer.sheet.rows]
        numbers = {number for number, column in enumerate(columns) if column.is_number}
        return document_table(name, [column.name for column in columns], rows, numbers)

    return as_document


def as_ids(answer: "Answer") -> Iterator[str]:
    """One id per line, without repetitions; rows without an id are left out."""
    return _unique(without_commands(clean(answer.sheet.identify(row))) for row in answer.sheet.rows)


def as_paths(answer: "Answer") -> Iterator[str]:
    """One file path per line, relative to the current folder, without repetitions."""
    for path in _unique(answer.sheet.locate(row) for row in answer.sheet.rows):
        shown_path = clean(answer.display_path(path))
        # A path that begins with `-` would be taken for an option, one that begins with `::` for a workflow command.
        unclear = shown_path.lstrip().startswith(("-", "::"))
        yield without_commands(f"./{shown_path}" if unclear else shown_path)


def _unique(texts: Iterable[str]) -> Iterator[str]:
    seen = {""}
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


FORMATS: Mapping[str, Format] = {
    "table": as_table,
    "json": as_json,
    "ndjson": as_ndjson,
    "csv": as_csv,
    "tsv": as_tsv,
    "markdown": _document("markdown"),
    "html": _document("html"),
    "latex": _document("latex"),
    "rst": _document("rst"),
    "org": _document("org"),
    "jira": _document("jira"),
    "mediawiki": _document("mediawiki"),
    "asciidoc": _document("asciidoc"),
    "ids": as_ids,
    "paths": as_paths,
}
