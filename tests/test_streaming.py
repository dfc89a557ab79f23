"""Long answers are printed as they are made, and no longer than somebody reads them."""

import io
import os
import sys

import pytest

from prodash.render.formats.formats import FORMATS
from prodash.render.formats.sheet import Answer, Column, Sheet
from prodash.render.tables.documents import DOCUMENTS
from prodash.render.terminal.screen import Screen
from prodash.session.terminal.console import Console
from prodash.session.terminal.streams import LINES_AT_ONCE

ROWS = 10 * LINES_AT_ONCE
STREAMED = ("json", "ndjson", "csv", "tsv", "ids", "paths")
"""Every form but those that must know the widest cell before the first line."""


class Made:
    """An answer that counts the rows that were looked at."""

    def __init__(self) -> None:
        self.rows = 0

    def told(self, row: int) -> str:
        self.rows += 1
        return f"row-{row}"

    @property
    def answer(self) -> Answer:
        columns = (Column("name", self.told),)
        sheet = Sheet("rows", "rows", columns, range(ROWS), self.told, self.told)
        return Answer(sheet, ROWS, (), Screen(), str)


class Watched(io.StringIO):
    """A stream that notes how many rows had been made when each block came."""

    def __init__(self, made: Made) -> None:
        super().__init__()
        self.made, self.seen = made, list[int]()

    def write(self, text: str) -> int:
        self.seen.append(self.made.rows)
        return super().write(text)


def test_every_form_is_streamed_that_can_be() -> None:
    assert {*FORMATS} - {*STREAMED} == {"table", *DOCUMENTS}


@pytest.mark.parametrize("form", STREAMED)
def test_lines_are_printed_block_by_block_while_rows_are_made(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made()
    stream = Watched(made)
    monkeypatch.setattr(sys, "stdout", stream)
    Console({}).print_lines(FORMATS[form](made.answer))
    steps = [after - before for before, after in zip([0, *stream.seen], [*stream.seen, ROWS], strict=True)]
    assert max(steps) <= LINES_AT_ONCE
    assert (stream.seen[-1], made.rows) == (ROWS, ROWS)
    assert stream.getvalue().count("row-") == ROWS


@pytest.mark.skipif(os.name == "nt", reason="Windows says otherwise that a pipe is closed")
@pytest.mark.parametrize("form", STREAMED)
def test_no_more_rows_are_made_once_nobody_reads_them(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made()
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        Console({}).print_lines(FORMATS[form](made.answer))
    assert 0 < made.rows <= LINES_AT_ONCE
