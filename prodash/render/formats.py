"""Formats: the forms that any sheet can be printed in; a new one is a function and a line in FORMATS."""

from collections.abc import Callable, Iterator, Mapping

from prodash.render import data, delimited, markdown
from prodash.render.answer import Answer
from prodash.render.table import table
from prodash.render.width import clean

Format = Callable[[Answer], Iterator[str]]
"""Gives the lines of an answer, so that a reader who has seen enough ends the work."""


def as_table(answer: Answer) -> Iterator[str]:
    """Aligned columns for people."""
    yield from filter(None, [table(answer.sheet, answer.screen)])


def as_ids(answer: Answer) -> Iterator[str]:
    """One id a line, each once; rows without one are left out."""
    ids = (clean(answer.sheet.identify(row)) for row in answer.sheet.rows)
    yield from dict.fromkeys(filter(None, ids))


def as_paths(answer: Answer) -> Iterator[str]:
    """The path of one file a line, as it is reached from the current folder, each once."""
    paths = dict.fromkeys(answer.sheet.locate(row) for row in answer.sheet.rows)
    for path in filter(None, paths):
        reached = clean(answer.reach(path))
        # Else what reads it takes it for an option.
        yield f"./{reached}" if reached.startswith("-") else reached


FORMATS: Mapping[str, Format] = {
    "table": as_table,
    "json": data.as_json,
    "ndjson": data.as_ndjson,
    "csv": delimited.as_csv,
    "tsv": delimited.as_tsv,
    "markdown": markdown.as_markdown,
    "ids": as_ids,
    "paths": as_paths,
}
