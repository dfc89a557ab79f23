"""Markdown: an answer as a table in GitHub Flavored Markdown, for a README, an issue or a chat."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prodash.render.formats.sheet import Answer
from prodash.render.terminal.width import clean, pad, width

# Characters that start markup in Markdown or HTML; `_` does at the edge of a word, `&` in an entity.
_MARKUP = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]+;)")
_MIN_WIDTH = 3


def as_markdown(answer: Answer) -> Iterator[str]:
    """The lines of a table with the columns for people; none if there are no rows."""
    columns = answer.sheet.table_columns
    heading = [escaped(column.name) for column in columns]
    rows = [
        [escaped(column.cell(row).text) for column in columns if column.cell] for row in answer.sheet.rows
    ]
    yield from markdown_table(heading, rows)


def markdown_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; *heading* and *rows* must be Markdown already.  No lines if there are no rows."""
    if not rows:
        return
    widths = [max(_MIN_WIDTH, *(width(line[n]) for line in (heading, *rows))) for n in range(len(heading))]
    yield _line(pad(cell, column_width) for cell, column_width in zip(heading, widths, strict=True))
    yield _line("-" * column_width for column_width in widths)
    for row in rows:
        yield _line(pad(cell, column_width) for cell, column_width in zip(row, widths, strict=True))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


@lru_cache(maxsize=1024)
def escaped(text: str) -> str:
    """*text* on one line, escaped so that Markdown shows it literally; line breaks become `<br>`."""
    lines = [_MARKUP.sub(r"\\\g<0>", clean(line)) for line in text.replace("\r\n", "\n").split("\n")]
    return "<br>".join(lines).strip()
