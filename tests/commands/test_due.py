"""due: tracks by when they should be done."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

PROJECTS = "projects: [{id: ep, name: Summer EP, due: 2026-11-24}]\n"
FILES: Files = {
    "projects.yaml": PROJECTS,
    "tracks/late.yaml": "title: Dune\nstage: mixing\ndue: 2026-11-18\n",
    "tracks/now.yaml": "stage: seed\ndue: 2026-11-21\n",
    "tracks/next.yaml": "stage: seed\ndue: 2026-11-22\n",
    "tracks/inside.yaml": "stage: recorded\nprojects: ep\n",
    "tracks/far.yaml": "stage: seed\ndue: 2027-01-31\n",
    "tracks/free.yaml": "stage: seed\n",
    "tracks/out.yaml": "stage: published\ndue: 2026-11-01\n",
    "tracks/old.yaml": "stage: archived\n",
}


def test_tracks_are_in_groups_and_what_waits_for_no_date_is_left_out(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("due") == Ran(
        0,
        "Overdue  1 track\n"
        "  3 days late  2026-11-18  Dune    🎧 Mixing                 late\n"
        "\n"
        "Today  1 track\n"
        "  today        2026-11-21  Now     🌱 Seed                   now\n"
        "\n"
        "Tomorrow  1 track\n"
        "  tomorrow     2026-11-22  Next    🌱 Seed                   next\n"
        "\n"
        "Next 7 days  1 track\n"
        "  in 3 days    2026-11-24  Inside  🎤 Recorded  ↑ Summer EP  inside\n"
        "\n"
        "Later  1 track\n"
        "  in 71 days   2027-01-31  Far     🌱 Seed                   far\n",
        "1 archived track, 1 without a date and 1 done left out; --all includes them\n",
    )


def test_no_heading_is_wider_than_the_screen(catalogue: Make) -> None:
    catalogue({f"tracks/t{n}.yaml": "stage: seed\n" for n in range(100)})
    shown = on_screen(["due", "--all"], 20)
    assert (shown.splitlines()[0], too_wide(shown, 20)) == ("Without a date  100…", [])


def test_all_has_those_without_a_date_and_those_that_are_done(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("due", "--all").out.split("\n\n")[-2:] == [
        "Without a date  1 track\n                           Free    🌱 Seed                    free",
        (
            "Done  2 tracks\n"
            "  20 days ago  2026-11-01  Out     🚀 Published               out\n"
            "                           Old     💤 Archived                old\n"
        ),
    ]


LATE, SOON = "\x1b[48;2;200;40;30;38;2;255;255;255m", "\x1b[48;2;240;192;32;38;2;0;0;0m"
GREY, BLUE = "\x1b[48;2;131;135;148;38;2;0;0;0m", "\x1b[48;2;125;126;255;38;2;0;0;0m"
BOLD, DIM, END = "\x1b[1m", "\x1b[2m", "\x1b[0m"
COLOURS = {"TERM": "xterm", "COLORTERM": "truecolor"}


def test_days_and_stages_are_badges_of_one_width_below_quiet_headings(catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [{id: idea, emoji: 🌱, colour: slate grey}, {id: writing, colour: blue}]\n",
            "projects.yaml": PROJECTS,
            "tracks/late.yaml": "stage: idea\ndue: 2026-11-18\n",
            "tracks/next.yaml": "stage: writing\ndue: 2026-11-22\n",
            "tracks/inside.yaml": "stage: writing\nprojects: ep\n",
            "tracks/far.yaml": "stage: mastered\ndue: 2027-01-31\n",
        }
    )
    assert on_screen(["due"], 80, **COLOURS) == (
        f"{BOLD}Overdue{END}  {DIM}1 track{END}\n"
        f"{LATE} 3 days late {END}  {BOLD}Late{END}    🌱 {GREY} Idea     {END}\n"
        "\n"
        f"{BOLD}Tomorrow{END}  {DIM}1 track{END}\n"
        f"{SOON} tomorrow    {END}  {BOLD}Next{END}       {BLUE} Writing  {END}\n"
        "\n"
        f"{BOLD}Next 7 days{END}  {DIM}1 track{END}\n"
        f"▏in 3 days  ▕  {BOLD}Inside{END}     {BLUE} Writing  {END}  {DIM}↑ Summer EP{END}\n"
        "\n"
        f"{BOLD}Later{END}  {DIM}1 track{END}\n"
        f" 2027-01-31    {BOLD}Far{END}         mastered\n"
    )


NARROW = {
    130: "  3 days late  2026-11-18  The Long Way Home  🎧 Mixing Down  ↑ Harbour (film)  midnight-drive-extended",
    100: "  3 days late  2026-11-18  The Long Way Home  🎧 Mixing Down  ↑ Harbour (film)  midnight-d…-extended",
    90: "  3 days late  2026-11-18  The Long Way Home  🎧 Mixing Down  ↑ Harbour (film)",
    80: "  3 days late  The Long Way Home  🎧 Mixing Down  ↑ Harbour (film)",
    60: "  3 days late  The Long Way Home  🎧 Mixing Down  ↑ Harbour…",
    50: "  3 days late  The Long Way Home  🎧 Mixing Down",
    40: "  3 days late  The Long Wa…  Mixing Down",
    30: "  3 days late  The Long Way H…",
    20: "  3 days late  The…",
}


@pytest.mark.parametrize(("columns", "line"), NARROW.items())
def test_what_matters_least_leaves_a_narrow_screen_first(columns: int, line: str, catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [{id: mix, name: Mixing Down, emoji: 🎧}]\n",
            "projects.yaml": "projects: [{id: film, name: Harbour (film), due: 2026-11-18}]\n",
            "tracks/midnight-drive-extended.yaml": "title: The Long Way Home\nstage: mix\nprojects: film\n",
        }
    )
    assert on_screen(["due"], columns).splitlines()[1:] == [line]


DONE = "1 done track left out; --all includes it\n"
UNDATED = "1 track without a date left out; --all includes it\n"
ARCHIVED = "1 archived track left out; --all includes it\n"
COMPLETE_ARGUMENT: dict[str, tuple[tuple[str, ...], str, str]] = {
    "overdue": (("--due", "overdue"), "late", ""),
    "this week": (("--due", "week"), "now next inside", ""),
    "no date": (("--due", "none"), "free", ARCHIVED),
    "any date": (("--due", "any"), "late now next inside far", DONE),
    "a date in the past": (("--due", "..today"), "late now", DONE),
    "a stage that is done": (("--stage", "published"), "out", ""),
    "a stage": (("--stage", "seed"), "now next far", UNDATED),
    "all but a stage": (
        ("--not-stage", "seed"),
        "late inside",
        "1 archived track and 1 done left out; --all includes them\n",
    ),
    "the archive": (("--stage", "archived"), "old", ""),
    "by name": (("free", "out", "now"), "now free out", ""),
    "a project": (("--project", "ep"), "inside", ""),
    "nothing that matches": (("--search", "xyz"), "", "no track contains 'xyz'\n"),
    "nothing but what is left out": (("--search", "free"), "", f"nothing is due\n{UNDATED}"),
}


@pytest.mark.parametrize(("words", "ids", "err"), COMPLETE_ARGUMENT.values(), ids=COMPLETE_ARGUMENT)
def test_what_is_named_is_shown_and_what_is_left_out_is_counted(
    words: tuple[str, ...], ids: str, err: str, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert run("due", *words, "-f", "ids") == Ran(0, "".join(f"{name}\n" for name in ids.split()), err)


CONDITIONS: dict[str, tuple[tuple[str, ...], int]] = {
    "something is late": (("--due", "overdue", "--fail-if-any"), 6),
    "something is due": (("--fail-if-any",), 6),
    "what is left out does not count": (("--search", "free", "--fail-if-any"), 0),
    "nor does it fill": (("--search", "out", "--fail-if-empty"), 6),
    "nothing is late": (("--due", "overdue", "--stage", "seed", "--fail-if-any"), 0),
}


@pytest.mark.parametrize(("words", "code"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions_are_about_what_is_shown(
    words: tuple[str, ...], code: int, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert run("due", *words).code == code


def test_an_empty_catalogue_is_no_fault(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert run("due") == Ran(0, "", "nothing is due\n")


def test_a_broken_file_is_named_and_the_rest_is_shown(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-11-21\n", "tracks/b.yaml": "title: [\n"})
    ran = run("due")
    assert (ran.code, ran.out) == (1, "Today  1 track\n  today  2026-11-21  A  🌱 Seed  a\n")
    assert ran.err.startswith("tracks/b.yaml:")


ORDERS = {
    "turned around": (("--reverse",), ["Overdue", "Next 7 days"], ["3 days late", "in 3 days", "in 2 days"]),
    "latest first": (("--sort=-due",), ["Overdue", "Next 7 days"], ["3 days late", "in 3 days", "in 2 days"]),
    "by title": (("--sort", "title"), ["Overdue", "Next 7 days"], ["3 days late", "in 3 days", "in 2 days"]),
    "by a title that has the later one first": (
        ("--sort=-title",),
        ["Overdue", "Next 7 days"],
        ["3 days late", "in 2 days", "in 3 days"],
    ),
    "the first": (("--limit", "1"), ["Overdue"], ["3 days late"]),
}


@pytest.mark.parametrize(("words", "groups", "rows"), ORDERS.values(), ids=ORDERS)
def test_an_order_holds_within_the_groups_which_stay_where_they_are(
    words: tuple[str, ...], groups: list[str], rows: list[str], catalogue: Make, run: Run
) -> None:
    kept = ("stages", "projects", "tracks/late", "tracks/next", "tracks/inside")
    files = {path: str(text) for path, text in FILES.items() if path.startswith(kept)}
    catalogue({path: text.replace("2026-11-22", "2026-11-23") for path, text in files.items()})
    lines = run("due", *words).out.splitlines()
    assert [line.rpartition("  ")[0] for line in lines if line and line[0] != " "] == groups
    assert [line[2:].partition("  ")[0] for line in lines if line[:1] == " "] == rows


def test_rows_for_programs_are_those_of_list_with_their_group(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    answer = json.loads(run("due", "--all", "-f", "json").out)
    listed = {row["id"]: row for row in json.loads(run("list", "--all", "-f", "json").out)["tracks"]}
    assert (answer["kind"], answer["total"]) == ("due", len(listed))
    assert all(row["due_when"] == row["urgency"] for row in answer["tracks"])
    assert [(row["id"], row.pop("due_when")) for row in answer["tracks"]] == [
        ("late", "overdue"),
        ("now", "today"),
        ("next", "tomorrow"),
        ("inside", "week"),
        ("far", "later"),
        ("free", "none"),
        ("out", "done"),
        ("old", "done"),
    ]
    assert all(row == listed[row["id"]] for row in answer["tracks"])


def test_columns_make_a_table(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\ndue: 2026-11-21\nwhen: never\ndue_when: ever\n"})
    assert run("due", "--columns", "due_when,id,when,custom.due_when") == Ran(
        0,
        "due_when  id  when   custom.due_when\n────────  ──  ─────  ───────────────\ntoday     a   never  ever\n",
    )


def test_the_rows_can_be_imported_again(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    (root / "due.csv").write_text(run("due", "-f", "csv", "--quiet").out, encoding="utf-8")
    assert run("import", "due.csv", "--update", "--dry-run").out == "nothing to change\n"


TITLES = {
    "wide": "怪獣のうた" * 100,
    "right to left": "שיר הלילה " * 50,
    "combining": "e\u0301" * 500,
    "long": "x" * 500,
    "control signs": '"\\e[2J\\t\\u202e"',
}


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_every_title_fits_every_screen(title: str, columns: int, catalogue: Make) -> None:
    catalogue(
        {
            "projects.yaml": f"projects: [{{id: ep, name: {title}, due: 2026-11-24}}]\n",
            "tracks/a.yaml": f"title: {title}\nstage: mixing\nprojects: ep\n",
        }
    )
    shown = on_screen(["due"], columns)
    assert (shown != "", too_wide(shown, columns)) == (True, [])
