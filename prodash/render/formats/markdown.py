"""Markdown: an answer as a table for a README, an issue or a chat (GitHub Flavored Markdown)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from prodash.render.formats.answer import Answer
from prodash.render.terminal.width import clean, pad, width

# Signs that begin something in Markdown or HTML; `_` only at the edge of a word, `&` only in an entity.
_SIGNS = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]+;)")
_LEAST = 3


def as_markdown(answer: Answer) -> Iterator[str]:
    """The columns that people see; empty where there are no rows."""
    columns = answer.sheet.for_people
    head = [escaped(column.name) for column in columns]
    rows = [
        [escaped(column.cell(row).text) for column in columns if column.cell] for row in answer.sheet.rows
    ]
    yield from markdown_table(head, rows)


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of texts that are Markdown already; empty where there are no rows."""
    if not rows:
        return
    widths = [max(_LEAST, *(width(line[n]) for line in (head, *rows))) for n in range(len(head))]
    yield _line(pad(cell, wide) for cell, wide in zip(head, widths, strict=True))
    yield _line("-" * wide for wide in widths)
    for row in rows:
        yield _line(pad(cell, wide) for cell, wide in zip(row, widths, strict=True))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


@lru_cache(maxsize=1024)
def escaped(text: str) -> str:
    """*text* so that it is shown as it is, on one line."""
    lines = [_SIGNS.sub(r"\\\g<0>", clean(line)) for line in text.replace("\r\n", "\n").split("\n")]
    return "<br>".join(lines).strip()
