"""--style and PRODASH_STYLE: tables in a frame, that fit the screen and keep their colours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from prodash.render.formats.formats import FORMATS
from prodash.render.tables.frames import STYLES, framed_lines
from prodash.render.terminal.screen import Depth
from prodash.render.terminal.width import clean, pad, width
from tests.conftest import Files, Ran, write_files
from tests.examples import examples
from tests.hard_catalogue import LONG, STAGES, TITLES, hard_files
from tests.screen import CODES, on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TWO: Files = {
    "tracks/dune.yaml": "title: Dune\nstage: seed\nbpm: 98\n",
    "tracks/kaiju.yaml": "title: 怪獣のうた\nstage: mixing\n",
}
ASKED = ("list", "--columns", "title,stage")
FRAMED = [style for style in STYLES if style not in {"plain", "simple"}]

SHOWN = {
    "plain": """\
title       stage
──────────  ─────────
Dune        🌱 Seed
怪獣のうた  🎧 Mixing
""",
    "rounded": """\
╭────────────┬───────────╮
│ title      │ stage     │
├────────────┼───────────┤
│ Dune       │ 🌱 Seed   │
│ 怪獣のうた │ 🎧 Mixing │
╰────────────┴───────────╯
""",
    "grid": """\
┌────────────┬───────────┐
│ title      │ stage     │
├────────────┼───────────┤
│ Dune       │ 🌱 Seed   │
├────────────┼───────────┤
│ 怪獣のうた │ 🎧 Mixing │
└────────────┴───────────┘
""",
    "outline": """\
┌────────────┬───────────┐
│ title      │ stage     │
├────────────┼───────────┤
│ Dune       │ 🌱 Seed   │
│ 怪獣のうた │ 🎧 Mixing │
└────────────┴───────────┘
""",
    "heavy": """\
┏━━━━━━━━━━━━┳━━━━━━━━━━━┓
┃ title      ┃ stage     ┃
┣━━━━━━━━━━━━╋━━━━━━━━━━━┫
┃ Dune       ┃ 🌱 Seed   ┃
┃ 怪獣のうた ┃ 🎧 Mixing ┃
┗━━━━━━━━━━━━┻━━━━━━━━━━━┛
""",
    "double": """\
╔════════════╦═══════════╗
║ title      ║ stage     ║
╠════════════╬═══════════╣
║ Dune       ║ 🌱 Seed   ║
║ 怪獣のうた ║ 🎧 Mixing ║
╚════════════╩═══════════╝
""",
    "simple": """\
title       stage
----------  ---------
Dune        🌱 Seed
怪獣のうた  🎧 Mixing
""",
}


@pytest.mark.parametrize("style", STYLES)
def test_the_option_and_the_variable_put_a_table_in_a_frame(
    style: str, catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(TWO)
    assert run(*ASKED, "--style", style) == Ran(0, SHOWN[style])
    monkeypatch.setenv("PRODASH_STYLE", style)
    assert run(*ASKED) == Ran(0, SHOWN[style])
    assert run(*ASKED, "--style", "plain") == Ran(0, SHOWN["plain"])


@pytest.mark.parametrize("style", STYLES)
def test_a_frame_without_rows_is_not_drawn(style: str, catalogue: Make, run: Run) -> None:
    catalogue(TWO)
    assert run("list", "--stage", "writing", "--style", style) == Ran(0, "", "no track is in Writing\n")


NUMBERS = {
    "of an entry": ("workflows", "--columns", "tracks,name"),
    "of a stage": ("breakdown", "--columns", "tracks,name"),
    "of a group": ("breakdown", "--by", "workflow", "--columns", "seed,name"),
    "of a custom field": ("list", "--columns", "bpm,title"),
    "of days": ("list", "--columns", "days_left,title"),
}


@pytest.mark.parametrize("argv", NUMBERS.values(), ids=NUMBERS)
def test_numbers_keep_to_the_right(argv: tuple[str, ...], catalogue: Make, run: Run) -> None:
    track = "stage: seed\nworkflows: art\nbpm: {}\ndue: 2026-11-{}\n"
    catalogue(
        {
            "workflows.yaml": "workflows: [art]\n",
            **{f"tracks/{number}.yaml": track.format(number, number) for number in range(20, 32)},
            "tracks/no-number.yaml": "stage: seed\n",
        }
    )
    heading, first, *_ = run(*argv, "--style", "outline", "--quiet").out.splitlines()[1::2]
    number = first.split("│")[1]
    assert (number[-2:], len(number)) == (f"{number.strip()[-1]} ", len(heading.split("│")[1]))
    assert len(number) > len(number.strip()) + 2


def test_a_column_of_numbers_keeps_to_the_right_also_with_a_word_in_it(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nbpm: 98\n", "tracks/b.yaml": "stage: seed\nbpm: slow\n"})
    assert run("list", "--columns", "bpm").out == " bpm\n────\n  98\nslow\n"


CELLS = st.sampled_from(TITLES) | st.text("aÉж怪獣 |+-\n")
"""Texts whose width does not depend on what is beside them, as that of a mark at the beginning does."""


@pytest.mark.parametrize("style", STYLES)
@examples(5)
@given(column=st.lists(CELLS, min_size=1), depth=st.sampled_from([Depth.NONE, Depth.TRUE]))
def test_all_lines_of_a_frame_are_equally_wide(style: str, column: list[str], depth: Depth) -> None:
    texts = [clean(text) for text in column]
    widest = max(map(width, texts))
    cells = [pad(text, widest) for text in texts]
    lines = [
        CODES.sub("", line)
        for line in framed_lines(
            style, [" " * widest, "b"], [widest, 1], [(cell, "b") for cell in cells], depth
        )
    ]
    assert {width(line) for line in lines} == {width(lines[0])}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("hard"), hard_files())


EVERY_TABLE = {
    "list": ("list",),
    "all columns": ("list", "--columns", "id,title,stage,due,workflows,projects,bpm,notes,path"),
    "due": ("due", "--all"),
    "board": ("board", "--limit", "1"),
    "breakdown": ("breakdown",),
    "breakdown by workflow": ("breakdown", "--by", "workflow"),
    "stages": ("stages",),
    "workflows": ("workflows",),
    "projects": ("projects",),
    "check": ("check",),
    "plan": ("set", "due=+2w", f"notes={LONG}", "--before", STAGES[9], "--dry-run"),
}


@pytest.mark.parametrize(
    "columns",
    [pytest.param(n, marks=() if n in {40, 80} else pytest.mark.slow) for n in (20, 40, 60, 80, 120, 200)],
)
@pytest.mark.parametrize("argv", EVERY_TABLE.values(), ids=EVERY_TABLE)
def test_a_frame_fits_the_screen_and_closes_every_line(
    argv: tuple[str, ...], columns: int, hard: Path
) -> None:
    shown = on_screen(["-C", str(hard), *argv, "--style", "rounded"], columns, COLORTERM="truecolor")
    lines = CODES.sub("", shown).splitlines()
    assert not too_wide(shown, columns)
    assert {line[0] + line[-1] for line in lines} == {"╭╮", "├┤", "││", "╰╯"}
    assert len({wcswidth(line) for line in lines}) == 1
    assert lines[1].count("│") > 2


@pytest.mark.parametrize("argv", [("list",), EVERY_TABLE["all columns"]], ids=["prodash", "the user"])
def test_the_first_columns_stay_legible_whoever_chose_them(argv: tuple[str, ...], hard: Path) -> None:
    for style in ("plain", "rounded"):
        shown = on_screen(["-C", str(hard), *argv, "--style", style], 40)
        assert not re.search(r"(^|│) *… *(│|$)|\d{4}-[\d-]*…", shown, re.MULTILINE)


def test_badges_and_colours_stay_in_a_frame(catalogue: Make) -> None:
    catalogue(TWO)
    plain, framed = (
        on_screen([*ASKED, "--style", style], 80, COLORTERM="truecolor").splitlines()
        for style in ("plain", "heavy")
    )
    side = "\x1b[2m┃\x1b[0m"
    badges = [line.partition("🎧")[2].removesuffix(f" {side}") for line in (plain[-1], framed[-2])]
    assert badges[0] == badges[1] != ""
    assert framed[-2].startswith(f"{side} ")
    assert framed[0] == f"\x1b[2m{CODES.sub('', framed[0])}\x1b[0m"


PICTURES = [
    ["dashboard"],
    ["due"],
    ["board"],
    ["breakdown"],
    ["breakdown", "--by", "workflow"],
    ["stages"],
    ["show", "dune"],
]


@pytest.mark.parametrize("argv", PICTURES, ids=" ".join)
def test_a_style_shows_the_table_in_place_of_a_picture(
    argv: list[str], catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({**TWO, "tracks/late.yaml": "stage: seed\nworkflows: art\ndue: 2026-11-20\n"})
    picture = run(*argv)
    assert run(*argv, "--style", "rounded").out.startswith("╭─")
    monkeypatch.setenv("PRODASH_STYLE", "rounded")
    assert run(*argv) == picture


def test_a_preview_becomes_a_table_in_its_frame_and_writes_nothing(catalogue: Make, run: Run) -> None:
    catalogue(TWO)
    shown = run("set", "stage=writing", "dune", "--dry-run", "--style", "double").out
    assert (shown[0], shown.count("║") > 4) == ("╔", True)


WRONG = {
    "another format": (
        ("list", "--style", "grid", "-f", "csv"),
        "--style grid is for tables; leave it out, or --format csv",
    ),
    "the format of problems": (
        ("check", "--style", "grid", "-f", "github"),
        "--style grid is for tables; leave it out, or --format github",
    ),
    "another style": (
        ("list", "--style", "gird"),
        (
            "Invalid value for '--style': unknown style 'gird'; choose from plain, rounded, grid, outline, heavy, double, "
            "simple; 'prodash list --help' shows how"
        ),
    ),
}


@pytest.mark.parametrize(("argv", "message"), WRONG.values(), ids=WRONG)
def test_a_style_that_cannot_be_is_a_usage_error(
    argv: tuple[str, ...], message: str, catalogue: Make, run: Run
) -> None:
    catalogue(TWO)
    assert run(*argv) == Ran(2, err=f"prodash: {message}\n")


def test_problems_are_a_table_in_a_frame(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: mixng\n"})
    ran = run("check", "--style", "outline")
    assert (ran.code, ran.out.splitlines()[0][0], ran.out.splitlines()[-1][0]) == (1, "┌", "└")


def test_an_unknown_style_in_the_variable_is_named_where_a_table_is_shown(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalogue(TWO)
    before = (folder / "tracks/dune.yaml").read_bytes()
    monkeypatch.setenv("PRODASH_STYLE", "fancy")
    named = Ran(
        2,
        err="prodash: PRODASH_STYLE='fancy' is not a style; choose from plain, rounded, grid, outline, heavy, double, simple\n",
    )
    assert run(*ASKED) == named
    assert run("set", "stage=writing", "dune", "--columns", "id") == named
    assert (folder / "tracks/dune.yaml").read_bytes() == before
    assert [run("list", "-f", form).code for form in FORMATS if form != "table"] == [0] * (len(FORMATS) - 1)
    assert run("stages").code == 0
