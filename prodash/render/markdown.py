"""Markdown: an answer as a table for a README, an issue or a chat (GitHub Flavored Markdown)."""

import re
from collections.abc import Iterator

from prodash.render.answer import Answer
from prodash.render.width import clean, pad, width

# Signs that begin something in Markdown or HTML; `_` only at the edge of a word, `&` only in an entity.
_SIGNS = re.compile(r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]+;)")
_LEAST = 3


def as_markdown(answer: Answer) -> Iterator[str]:
    """The columns that people see; empty where there are no rows."""
    columns = answer.sheet.for_people
    if not answer.sheet.rows:
        return
    head = [_escaped(column.name) for column in columns]
    lines = [
        [_escaped(column.cell(row).text) for column in columns if column.cell] for row in answer.sheet.rows
    ]
    widths = [max(_LEAST, *(width(line[n]) for line in (head, *lines))) for n in range(len(columns))]
    yield _line(pad(cell, wide) for cell, wide in zip(head, widths, strict=True))
    yield _line("-" * wide for wide in widths)
    for line in lines:
        yield _line(pad(cell, wide) for cell, wide in zip(line, widths, strict=True))


def _line(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """*text* so that it is shown as it is, on one line."""
    lines = [_SIGNS.sub(r"\\\g<0>", clean(line)) for line in text.replace("\r\n", "\n").split("\n")]
    return "<br>".join(lines).strip()
