"""Forms for programs: whatever a catalogue holds, it arrives whole and breaks no line."""

import csv
import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.value import Value
from prodash.model.imports.cells import cell_to_text
from prodash.model.imports.formulas import unguard
from prodash.render.formats.formats import FORMATS
from prodash.render.formats.output import Output, arrange
from prodash.render.formats.sheet import Answer, Cell, Column, Sheet
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.width import clean

Row = tuple[str, Value]
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]))
TEXTS = st.one_of(PLAIN, st.text(st.sampled_from("a,;\"'|\\\t\n=[]*_<>&` ")))
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.booleans(), st.none())
ROWS = st.lists(st.tuples(TEXTS, st.one_of(TEXTS, NUMBERS)))
ANY = TEXTS | st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("'\"=+-@\r\u2028\u202e\x1b"))
VALUES = ANY | NUMBERS | st.lists(ANY).map(tuple) | st.dictionaries(ANY, ANY)
ANY_ROWS = st.lists(st.tuples(ANY, VALUES))


def sheet(rows: list[Row], key: str = "bpm") -> Sheet[Row]:
    columns: tuple[Column[Row], ...] = (
        Column("title", lambda row: row[0], lambda row: Cell(row[0])),
        Column("own", lambda row: {key: row[1]}, is_group=True),
        Column(key, lambda row: row[1], part_of="own"),
    )
    return Sheet("rows", "rows", columns, rows, lambda row: row[0], lambda row: row[0])


def printed(form: str, rows: list[Row], key: str = "bpm", *, csv_safe: bool = False) -> str:
    answer = Answer(sheet(rows, key), len(rows), (), Screen(), lambda path: path, csv_safe=csv_safe)
    return "".join(f"{line}\n" for line in FORMATS[form](answer))


@given(ANY_ROWS)
def test_csv_is_read_back_by_python_and_by_pandas(rows: list[Row]) -> None:
    import pandas as pd

    text = printed("csv", rows)
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [cell_to_text(row["title"]) for row in read] == [title for title, _ in rows]
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == read


@given(ANY_ROWS, ANY)
def test_csv_safe_cells_start_no_formula_and_lose_nothing_else(rows: list[Row], key: str) -> None:
    plain = list(csv.reader(io.StringIO(printed("csv", rows, key), newline="")))
    safe = list(csv.reader(io.StringIO(printed("csv", rows, key, csv_safe=True), newline="")))
    numbers = [(False, False), *((False, isinstance(value, int)) for _, value in rows)]
    for line, guarded, kinds in zip(plain, safe, numbers, strict=True):
        for cell, other, is_number in zip(line, guarded, kinds, strict=True):
            assert unguard(other) == cell
            assert other == cell if is_number else not other.startswith(("=", "+", "-", "@", "\t"))


@given(ANY_ROWS)
def test_tsv_has_a_line_for_each_row_and_says_the_same(rows: list[Row]) -> None:
    _, *lines = printed("tsv", rows).split("\n")[:-1]
    read = [line.split("\t")[0] for line in lines]
    signs = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    texts = [re.sub(r"\\.", lambda match: signs[match[0]], text) for text in read]
    assert [cell_to_text(text) for text in texts] == [title for title, _ in rows]


@given(ROWS)
def test_json_and_ndjson_say_the_same(rows: list[Row]) -> None:
    expected = [{"title": title, "own": {"bpm": value}} for title, value in rows]
    assert json.loads(printed("json", rows))["rows"] == expected
    assert [json.loads(line) for line in printed("ndjson", rows).split("\n")[:-1]] == expected


@given(ROWS)
def test_a_markdown_table_has_a_line_for_each_row_and_a_cell_for_each_column(rows: list[Row]) -> None:
    lines = printed("markdown", rows).split("\n")[:-1]
    assert len(lines) == (len(rows) + 2 if rows else 0)
    for line in lines:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 2


@given(st.text(), st.text(), st.text())
def test_nothing_that_a_terminal_obeys_leaves_in_any_form(title: str, value: str, key: str) -> None:
    for form in FORMATS:
        for line in printed(form, [(title, value)], key).split("\n"):
            assert "\t".join(map(clean, line.split("\t"))) == line


@given(st.lists(st.tuples(TEXTS, st.one_of(TEXTS, NUMBERS, st.floats(allow_nan=False)))))
def test_sorting_keeps_every_row_and_turned_around_only_what_has_a_value(rows: list[Row]) -> None:
    down = arrange(sheet(rows), Output(sort=["-bpm"])).rows
    up = arrange(sheet(rows), Output(sort=["bpm"])).rows
    missing = [row for row in rows if row[1] in (None, "")]
    there = len(rows) - len(missing)
    assert sorted(map(repr, up)) == sorted(map(repr, down)) == sorted(map(repr, rows))
    assert (up[there:], down[there:]) == (missing, missing)


@given(st.lists(st.integers(), unique=True))
def test_sorting_follows_the_values(numbers: list[int]) -> None:
    rows: list[Row] = [("", number) for number in numbers]
    up = [number for _, number in arrange(sheet(rows), Output(sort=["bpm"])).rows]
    down = [number for _, number in arrange(sheet(rows), Output(sort=["-bpm"])).rows]
    assert (up, down) == (sorted(numbers), sorted(numbers, reverse=True))
