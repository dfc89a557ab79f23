"""What --csv-safe writes is no formula to any spreadsheet, and comes back as it was."""

import csv
import io
import re
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.model.imports.formulas import guard, unguard
from tests.examples import examples

BEFORE = {
    "nothing": "",
    "a blank": " ",
    "a no-break space": "\xa0",
    "an ideographic space": "\u3000",
    "a line feed": "\n",
    "a carriage return": "\r",
    "a tab": "\t",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\xad",
    "a direction mark": "\u202e",
    "a null": "\0",
    "several of them": " \xa0\u200b\n\ufeff ",
    "another cell": "a;",
    "another cell and a blank": "a; ",
    "another cell of a table with tabs": "a\t",
}
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺"


def runs(cell: str) -> bool:
    """Whether a spreadsheet may see a formula: in the cell, or where a semicolon, tab or line break starts another one."""
    starts = [cell, *re.split("[;\t\r\n]", cell)]
    return any(map(is_formula, starts)) or cell[:1] in {"\t", "\r", "\n"}


def is_formula(cell: str) -> bool:
    """Whether the cell begins with a sign of formulas behind what nobody sees."""
    seen = "".join(one for one in normalize("NFKC", cell) if category(one) not in {"Cf", "Cc"})
    return seen.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_a_formula_is_guarded_whatever_stands_before_it(before: str) -> None:
    cells = [f"{before}{sign}1+1" for sign in SIGNS]
    assert [cell for cell in cells if not runs(cell)] == []
    assert [cell for cell in cells if runs(guard(cell))] == []
    assert [unguard(guard(cell)) for cell in cells] == cells


@pytest.mark.parametrize("cell", ["", "Dune", "a-b", "a = b", "1+1", "'quoted'", "C; D", '["=x"]', "♯", " "])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert guard(cell) == unguard(cell) == cell


@examples(100)
@given(st.text("'=-＠;\t\r\n \xa0\u200bab", max_size=8))
def test_every_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not runs(guard(text))
    assert unguard(guard(text)) == text


@examples(100)
@given(st.lists(st.text("'=;,\t\n \"a", max_size=6), min_size=1, max_size=3))
def test_a_spreadsheet_that_splits_at_semicolons_finds_no_formula(cells: list[str]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(map(guard, cells))
    split = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=";")
    assert not any(is_formula(cell) for row in split for cell in row)
