"""Formats: the forms that any sheet can be printed in; a new one is a function and a line in FORMATS.

Each imports what it needs when an answer takes that form, for most commands only want their names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from prodash.render.terminal.width import clean

if TYPE_CHECKING:
    from prodash.render.formats.answer import Answer

Format = Callable[["Answer"], Iterator[str]]
"""Gives the lines of an answer, so that a reader who has seen enough ends the work."""


def as_table(answer: "Answer") -> Iterator[str]:
    """Aligned columns for people."""
    from prodash.render.formats.table import table

    return table(answer.sheet, answer.screen)


def as_json(answer: "Answer") -> Iterator[str]:
    """One JSON object with all there is to know."""
    from prodash.render.formats import json as data

    return data.as_json(answer)


def as_ndjson(answer: "Answer") -> Iterator[str]:
    """One JSON object for each row."""
    from prodash.render.formats import json as data

    return data.as_ndjson(answer)


def as_csv(answer: "Answer") -> Iterator[str]:
    """Comma-separated values."""
    from prodash.render.formats import csv as delimited

    return delimited.as_csv(answer)


def as_tsv(answer: "Answer") -> Iterator[str]:
    """Tab-separated values."""
    from prodash.render.formats import csv as delimited

    return delimited.as_tsv(answer)


def as_markdown(answer: "Answer") -> Iterator[str]:
    """A table in Markdown."""
    from prodash.render.formats import markdown

    return markdown.as_markdown(answer)


def as_ids(answer: "Answer") -> Iterator[str]:
    """One id a line, each once; rows without one are left out."""
    return _each_once(clean(answer.sheet.identify(row)) for row in answer.sheet.rows)


def as_paths(answer: "Answer") -> Iterator[str]:
    """The path of one file a line, as it is reached from the current folder, each once."""
    for path in _each_once(answer.sheet.locate(row) for row in answer.sheet.rows):
        reached = clean(answer.display_path(path))
        # Else what reads it takes it for an option.
        yield f"./{reached}" if reached.startswith("-") else reached


def _each_once(texts: Iterable[str]) -> Iterator[str]:
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
    "markdown": as_markdown,
    "ids": as_ids,
    "paths": as_paths,
}
