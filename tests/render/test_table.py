"""Tables are aligned and fit their screen."""

from typing import NamedTuple

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
        "id     title           stage   more\n"
        "─────  ──────────────  ──────  ─────────\n"
        "a      Midnight Drive  Mixing  Midnight…\n"
        "kaiju  怪獣のうた      Seed    怪獣のう…\n"
        "1e5    1.10            No      1.10"
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


def test_badges_are_of_one_width_and_headings_are_dim() -> None:
    violet, dim, reset = "\x1b[48;2;147;51;234;38;2;255;255;255m", "\x1b[2m", "\x1b[0m"
    rule = "─" * 14
    assert drawn(Screen(depth=Depth.TRUE), ROWS[:2]) == (
        f"{dim}id{reset}     {dim}title{reset}           {dim}stage{reset}     {dim}more{reset}\n"
        f"{dim}─────{reset}  {dim}{rule}{reset}  {dim}────────{reset}  {dim}{rule}{reset}\n"
        f"a      Midnight Drive  {violet} Mixing {reset}  Midnight Drive\n"
        f"kaiju  怪獣のうた      {violet} Seed   {reset}  怪獣のうた"
    )


class Take(NamedTuple):
    name: str
    when: str
    files: int
    project: str


def take_sheet(*rows: Take) -> Sheet[Take]:
    columns: tuple[Column[Take], ...] = (
        Column(
            "id",
            lambda take: take.name.lower(),
            lambda take: Cell(f"{take.name.lower()}-the-long-one"),
            min_width=9,
            drop_order=2,
            place=9,
            cut_in_middle=True,
        ),
        Column("name", lambda take: take.name, lambda take: Cell(take.name, emoji="🎧" * (take.name == "A"))),
        Column("files", lambda take: take.files, lambda take: Cell(str(take.files)), is_number=True),
        Column(
            "when",
            lambda take: take.when,
            lambda take: Cell(f"{take.when} it was late"),
            drop_order=1,
            shorter=((4, lambda take: f"{take.when} late"), (1.5, lambda take: take.when)),
        ),
        Column("same", lambda take: take.project, lambda take: Cell(take.project), is_optional=True),
        Column(
            "again",
            lambda take: take.name,
            lambda take: Cell(take.name),
            drop_order=3,
            repeats=lambda _: True,
        ),
    )
    return Sheet("takes", "takes", columns, rows, lambda take: take.name, lambda _: "")


TAKES = take_sheet(Take("A", "2026-11-28", 9, "X"), Take("Bea", "2027-01-02", 123, "X"))
STEPS = {
    "all of it": (
        62,
        (
            "name    files  when                    again  id\n"
            "──────  ─────  ──────────────────────  ─────  ────────────────\n"
            "🎧 A        9  2026-11-28 it was late  A      a-the-long-one\n"
            "   Bea    123  2027-01-02 it was late  Bea    bea-the-long-one"
        ),
    ),
    "first goes what repeats": (
        55,
        (
            "name    files  when                    id\n"
            "──────  ─────  ──────────────────────  ────────────────\n"
            "🎧 A        9  2026-11-28 it was late  a-the-long-one\n"
            "   Bea    123  2027-01-02 it was late  bea-the-long-one"
        ),
    ),
    "then some words go": (
        50,
        (
            "name    files  when             id\n"
            "──────  ─────  ───────────────  ────────────────\n"
            "🎧 A        9  2026-11-28 late  a-the-long-one\n"
            "   Bea    123  2027-01-02 late  bea-the-long-one"
        ),
    ),
    "then columns shrink": (
        42,
        (
            "name    files  when             id\n"
            "──────  ─────  ───────────────  ──────────\n"
            "🎧 A        9  2026-11-28 late  a-the…-one\n"
            "   Bea    123  2027-01-02 late  bea-t…-one"
        ),
    ),
    "then one is left out": (
        40,
        (
            "name    files  when\n"
            "──────  ─────  ───────────────\n"
            "🎧 A        9  2026-11-28 late\n"
            "   Bea    123  2027-01-02 late"
        ),
    ),
    "then all words but the date go": (
        28,
        (
            "name    files  when\n"
            "──────  ─────  ──────────\n"
            "🎧 A        9  2026-11-28\n"
            "   Bea    123  2027-01-02"
        ),
    ),
    "rather than a cut date, none": (
        24,
        "name    files\n──────  ─────\n🎧 A        9\n   Bea    123",
    ),
}


@pytest.mark.parametrize(("columns", "expected"), STEPS.values(), ids=STEPS)
def test_a_narrow_screen_takes_away_what_matters_least_first(columns: int, expected: str) -> None:
    assert "\n".join(table(TAKES, Screen(columns))) == expected


def test_an_optional_column_is_shown_only_if_its_rows_differ() -> None:
    shown = "\n".join(table(take_sheet(Take("A", "1", 1, "X"), Take("B", "1", 1, "")), Screen(emoji=False)))
    assert shown == (
        "name  files  when           same  again  id\n"
        "────  ─────  ─────────────  ────  ─────  ──────────────\n"
        "A         1  1 it was late  X     A      a-the-long-one\n"
        "B         1  1 it was late        B      b-the-long-one"
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
