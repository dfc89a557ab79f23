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

INVISIBLE = {
    "a control character of Latin-1": "\x90",
    "a grapheme joiner": "\u034f",
    "an Arabic letter mark": "\u061c",
    "an initial Hangul filler": "\u115f",
    "a medial Hangul filler": "\u1160",
    "a Hangul filler": "\u3164",
    "a half-width Hangul filler": "\uffa0",
    "an old Korean vowel": "\ud7b0",
    "an old Korean final": "\ud7fb",
    "a Khmer vowel": "\u17b4",
    "a Mongolian selector": "\u180b",
    "an invisible plus": "\u2064",
    "an ignorable character of the future": "\u2065",
    "a braille blank": "\u2800",
    "an emoji selector": "\ufe0f",
    "an annotation": "\ufff9",
    "a Khitan filler": "\U00016fe4",
    "a shorthand overlap": "\U0001bca0",
    "a null notehead": "\U0001d159",
    "a musical beam": "\U0001d173",
    "a language tag": "\U000e0001",
    "an ideographic selector": "\U000e01ef",
    "the last ignorable character": "\U000e0fff",
}
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
    **INVISIBLE,
    "another cell and what nobody sees": "a;\u3164 \u2800",
}
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺"


def runs(cell: str) -> bool:
    """Whether a spreadsheet may see a formula: in the cell, or where a semicolon, tab or line break starts another one."""
    starts = [cell, *re.split("[;\t\r\n]", cell)]
    return any(map(is_formula, starts)) or cell[:1] in {"\t", "\r", "\n"}


def is_formula(cell: str) -> bool:
    """Whether the cell begins with a sign of formulas behind what nobody sees."""
    unseen = "".join(INVISIBLE.values())
    normal = normalize("NFKC", cell)
    seen = "".join(one for one in normal if category(one) not in {"Cf", "Cc"} and one not in unseen)
    return seen.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_a_formula_is_guarded_whatever_stands_before_it(before: str) -> None:
    cells = [f"{before}{sign}1+1" for sign in SIGNS]
    assert [cell for cell in cells if not runs(cell)] == []
    assert [cell for cell in cells if runs(guard(cell))] == []
    assert [unguard(guard(cell)) for cell in cells] == cells


@pytest.mark.parametrize(
    "cell",
    ["", "Dune", "a-b", "a = b", "1+1", "'quoted'", "C; D", '["=x"]', "♯", " ", "한=1", "\u3164Dune", "é=1"],
)
def test_a_cell_that_is_no_formula_is_not_guarded(cell: str) -> None:
    assert guard(cell) == unguard(cell) == cell


@examples(100)
@given(st.text("'=-＠;\t\r\n \xa0\u200b\u3164ab", max_size=8))
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
