"""Tables are aligned and fit their screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.formats.table import table
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import Look
from prodash.render.terminal.width import width
from tests.examples import examples

Row = tuple[str, str, str]
COLUMNS: tuple[Column[Row], ...] = (
    Column("id", lambda row: row[0], lambda row: Cell(row[0])),
    Column("title", lambda row: row[1], lambda row: Cell(row[1]), min_width=6, drop_order=1),
    Column("stage", lambda row: row[2], lambda row: Cell(row[2], Look(background="#9333ea"))),
    Column("hidden", lambda row: row[0]),
    Column("more", lambda row: row[1], lambda row: Cell(row[1]), min_width=4, drop_order=2),
)
ROWS = [("a", "Midnight Drive", "Mixing"), ("kaiju", "怪獣のうた", "Seed"), ("1e5", "1.10", "No")]


def drawn(screen: Screen, rows: list[Row] = ROWS) -> str:
    return "\n".join(table(Sheet("rows", "rows", COLUMNS, rows, lambda row: row[0], lambda _: ""), screen))


def test_columns_are_aligned_and_no_text_is_taken_for_a_number() -> None:
    assert drawn(Screen()) == (
        "id     title           stage   more\n"
        "─────  ──────────────  ──────  ──────────────\n"
        "a      Midnight Drive  Mixing  Midnight Drive\n"
        "kaiju  怪獣のうた      Seed    怪獣のうた\n"
        "1e5    1.10            No      1.10"
    )


NARROW = {
    40: (
        "id     title         stage   more\n"
        "─────  ────────────  ──────  ───────────\n"
        "a      Midnight Dr…  Mixing  Midnight D…\n"
        "kaiju  怪獣のうた    Seed    怪獣のうた\n"
        "1e5    1.10          No      1.10"
    ),
    27: (
        "id     title   stage   more\n"
        "─────  ──────  ──────  ────\n"
        "a      Midni…  Mixing  Mid…\n"
        "kaiju  怪獣…   Seed    怪…\n"
        "1e5    1.10    No      1.10"
    ),
    26: (
        "id     title        stage\n"
        "─────  ───────────  ──────\n"
        "a      Midnight D…  Mixing\n"
        "kaiju  怪獣のうた   Seed\n"
        "1e5    1.10         No"
    ),
    14: "id     stage\n─────  ──────\na      Mixing\nkaiju  Seed\n1e5    No",
    10: "id    sta…\n────  ────\na     Mix…\nkai…  Seed\n1e5   No",
}


@pytest.mark.parametrize(("columns", "expected"), NARROW.items(), ids=map(str, NARROW))
def test_a_narrow_screen_shortens_first_and_then_leaves_columns_out(columns: int, expected: str) -> None:
    assert drawn(Screen(columns)) == expected


def test_badges_and_headings_are_coloured_and_stay_aligned() -> None:
    violet, dim, reset = "\x1b[48;2;147;51;234;38;2;255;255;255m", "\x1b[2m", "\x1b[0m"
    rule = "─" * 14
    assert drawn(Screen(depth=Depth.TRUE), ROWS[:1]) == (
        f"{dim}id{reset}  {dim}title{reset}           {reset} {dim}stage{reset}    {dim}more{reset}\n"
        f"{dim}──{reset}  {dim}{rule}{reset}  {dim}────────{reset}  {dim}{rule}{reset}\n"
        f"a   Midnight Drive  {violet} Mixing {reset}  Midnight Drive"
    )


def test_no_rows_are_no_table() -> None:
    assert drawn(Screen(), []) == ""


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4), st.integers(8, 60), st.sampled_from(Depth)
)
@examples(80)
def test_every_line_fits(rows: list[Row], columns: int, depth: Depth) -> None:
    drawn_rows = drawn(Screen(columns, depth), rows).split("\n")
    assert len(drawn_rows) == len(rows) + 2
    assert max(map(width, drawn_rows)) <= columns
