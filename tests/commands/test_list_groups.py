"""list --group-by: tracks below the names of their groups, and the group as a column for programs."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_list import TRACKS
from tests.conftest import Files, Ran
from tests.screen import CODES, on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

MADE = {
    "tracks/a.yaml": "title: One\nstage: seed\nBPM: 98\nreleased: 2024-05-01\nlinks: {shop: Bandcamp}\n",
    "tracks/b.yaml": "title: Two\nstage: mixing\nbpm: 120\nreleased: 2025-01-09\ngenre: [dub, house]\n",
    "tracks/c.yaml": "title: Three\nstage: mixing\nbpm: 98\nreleased: 2024-11-30 10:00\ngenre: dub\n",
    "tracks/d.yaml": "title: Four\nstage: seed\n",
}


def headings(run: Run, *argv: str) -> list[str]:
    """The lines of the answer that are not indented."""
    return [
        line for line in run("list", *argv, "--quiet").out.splitlines() if line.strip() and line[0] != " "
    ]


def test_tracks_are_below_the_names_of_their_groups_each_in_every_one(catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    assert run("list", "--group-by", "project") == Ran(
        0,
        "  title           stage                due                        workflows           projects           id\n"
        "  ──────────────  ───────────────────  ─────────────────────────  ──────────────────  ─────────────────  ─────\n"
        "\n"
        "The Album   3 tracks\n"
        "  Midnight Drive  🎧 Mixing            2027-03-12  in 111 days ↑  Mixing, Artwork                        drive\n"
        "  怪獣のうた      🎧 Mixing            2027-03-12  in 111 days ↑  Mastering           B-Sides            kaiju\n"
        "  Soon            📦 Ready to Release  2026-11-22  tomorrow       Artwork, Mastering  Single, The Album  soon\n"
        "\n"
        "└─ B-Sides  1 track\n"
        "  怪獣のうた      🎧 Mixing            2027-03-12  in 111 days ↑  Mastering                              kaiju\n"
        "\n"
        "Single      2 tracks\n"
        "  No              🎤 Recorded          2026-11-20  1 day late  ↑                                         no\n"
        "  Soon            📦 Ready to Release  2026-11-22  tomorrow       Artwork, Mastering  Single, The Album  soon\n"
        "\n"
        "no project  2 tracks\n"
        "  Dawn            🌱 Seed                                                                                dawn\n"
        "  Out             🚀 Published         2026-11-01                                                        out\n",
        "1 archived track left out; --all includes it\n"
        "↑ marks a date that comes from a project\n"
        "2 tracks are in several groups, and listed in each\n",
    )


def test_what_the_heading_says_no_column_says_again(catalogue: Make, run: Run) -> None:
    catalogue(MADE)
    assert run("list", "--group-by", "Stages", "--sort=-title").out == (
        "  title  id\n  ─────  ──\n\n🌱 Seed    2 tracks\n  One    a\n  Four   d\n\n🎧 Mixing  2 tracks\n  Two    b\n  Three  c\n"
    )


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("bpm", ["98      2 tracks", "120     1 track", "no bpm  1 track"]),
        ("B_P M", ["98      2 tracks", "120     1 track", "no bpm  1 track"]),
        (
            "released.year",
            ["2024     2 tracks", "2025     1 track", "no year  1 track"],
        ),
        ("links.shop", ["Bandcamp       1 track", "no links.shop  3 tracks"]),
        ("genre", ["dub       2 tracks", "house     1 track", "no genre  2 tracks"]),
        ("workflow", ["no workflow  4 tracks"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_list_is_grouped_by_any_field_in_any_spelling(
    by: str, expected: list[str], catalogue: Make, run: Run
) -> None:
    catalogue(MADE)
    assert headings(run, "--group-by", by) == expected


@pytest.mark.parametrize(
    ("by", "last"),
    [
        ("due.month", "2027-02      1 track"),
        ("Due.Year", "2027         1 track"),
        ("due", "2027-02-01   1 track"),
    ],
    ids=["month", "year", "day"],
)
def test_a_list_is_grouped_by_the_date_that_counts(by: str, last: str, catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "projects.yaml": "projects: [{id: ep, due: 2026-12-31}]\n",
            "tracks/a.yaml": "stage: seed\nprojects: ep\n",
            "tracks/b.yaml": "stage: seed\nprojects: ep\ndue: 2027-02-01\n",
            "tracks/c.yaml": "stage: seed\n",
        }
    )
    first = last.replace("2027", "2026").replace("-02", "-12").replace("-01", "-31")
    assert headings(run, "--group-by", by) == [first, last, "no due date  1 track"]


def test_a_limit_counts_the_rows_of_all_groups_and_headings_say_what_is_not_shown(
    catalogue: Make, run: Run
) -> None:
    catalogue(MADE)
    assert run("list", "--group-by", "genre", "--columns", "title,bpm", "--reverse", "--limit", "4") == Ran(
        0,
        "  title  bpm\n  ─────  ───\n\ndub       2 tracks\n  Two    120\n  Three   98\n\nhouse     1 track\n  Two    120\n"
        "\nno genre  2 tracks, 1 shown\n  One     98\n",
        "4 of 5 shown because of --limit\n1 track is in several groups, and listed in each\n",
    )


def test_for_programs_the_group_is_the_first_column(catalogue: Make, run: Run) -> None:
    catalogue({**MADE, "tracks/e.yaml": "stage: seed\ngroup: mine\n"})
    text = run("list", "--group-by", "genre", "-f", "csv", "--quiet").out
    assert [(row["group"], row["id"], row["custom.group"]) for row in csv.DictReader(io.StringIO(text))] == [
        ("dub", "c", ""),
        ("dub", "b", ""),
        ("house", "b", ""),
        ("", "e", "mine"),
        ("", "d", ""),
        ("", "a", ""),
    ]
    answer = json.loads(run("list", "--group-by", "genre", "-f", "json", "--limit", "1").out)
    assert (answer["total"], answer["shown"], answer["group_by"]) == (6, 1, "genre")
    assert answer["groups"] == [
        {"id": "dub", "name": "dub", "tracks": 2},
        {"id": "house", "name": "house", "tracks": 1},
        {"id": None, "name": "no genre", "tracks": 3},
    ]
    assert [[*row][:2] for row in answer["tracks"]] == [["group", "id"]]
    assert run("list", "--group-by", "genre", "-f", "ids") == Ran(0, "c\nb\ne\nd\na\n")
    assert run("list", "--group-by", "group", "--columns", "group,id,custom.group", "-f", "tsv").out == (
        "group\tid\tcustom.group\nmine\te\tmine\n\td\t\n\ta\t\n\tc\t\n\tb\t\n"
    )


@pytest.mark.parametrize("by", ["project", "workflow"])
def test_a_heading_counts_what_a_breakdown_counts(by: str, catalogue: Make, run: Run) -> None:
    catalogue(TRACKS)
    listed = json.loads(run("list", "--group-by", by, "-f", "json").out)
    rows = json.loads(run("breakdown", "--by", by, "-f", "json").out)["groups"]
    counted = [(row["group"], row["name"], row["tracks"]) for row in rows]
    assert [tuple(group.values()) for group in listed["groups"]] == counted
    in_rows = [row["group"] for row in listed["tracks"]]
    assert [(group, in_rows.count(group)) for group in dict.fromkeys(in_rows)] == [
        (group, number) for group, _, number in counted
    ]


def test_a_frame_has_the_group_as_a_column(catalogue: Make, run: Run) -> None:
    catalogue(MADE)
    assert run("list", "--group-by", "stage", "--columns", "group,title", "--style", "simple").out == (
        "group      title\n---------  -----\n🌱 Seed    Four\n🌱 Seed    One\n🎧 Mixing  Three\n🎧 Mixing  Two\n"
    )


def test_tracks_in_conflict_are_in_the_group_on_which_both_sides_agree(catalogue: Make, run: Run) -> None:
    conflict = "title: Both\nstage: mixing\n<<<<<<< ours\nbpm: 1\n=======\nbpm: 2\n>>>>>>> theirs\n"
    catalogue({**MADE, "tracks/x.yaml": conflict})
    assert "🎧 Mixing  3 tracks\n  Both " in run("list", "--group-by", "stage").out


def test_where_a_track_is_in_conflict_no_column_says_again_what_headings_say(catalogue: Make) -> None:
    both = "title: Both\n<<<<<<< ours\nstage: mixing\n=======\nstage: seed\n>>>>>>> theirs\n"
    catalogue({**MADE, "tracks/d.yaml": f"title: {'d' * 60}\nstage: seed\n", "tracks/x.yaml": both})
    screen = on_screen(["list", "--group-by", "stage"], 60, NO_COLOR="1")
    *rows, both_sides = screen.splitlines()
    assert [row.split()[1] for row in rows if "Seed" in row or "Mixing" in row] == ["Seed", "Mixing"]
    assert both_sides.split() == ["Both", "in", "conflict"]


@pytest.mark.parametrize(
    ("argv", "answer"),
    [
        (
            ("--group-by", "gnre"),
            Ran(3, "", "prodash: unknown field 'gnre'; did you mean 'genre'?\n"),
        ),
        (
            ("--group-by", "genre", "--where", "bpm>500"),
            Ran(0, "", "no track has bpm>500; bpm is from 98 to 120\n"),
        ),
    ],
    ids=["unknown field", "no tracks"],
)
def test_without_groups_there_are_no_headings(
    argv: list[str], answer: Ran, catalogue: Make, run: Run
) -> None:
    catalogue(MADE)
    assert run("list", *argv) == answer


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_heading_fits_the_screen_and_its_number_is_whole(width: int, catalogue: Make) -> None:
    long = "Everything we never said on the last train home to the coast"
    catalogue(
        {
            **MADE,
            "tracks/e.yaml": f"stage: seed\ngenre: [{long}, 真夜中の電車で海へ帰る私たちが言えなかった]\n",
        }
    )
    for colours in ({}, {"NO_COLOR": "", "COLORTERM": "truecolor"}):
        text = on_screen(["list", "--group-by", "genre"], width, **colours)
        assert too_wide(text, width) == []
        assert CODES.sub("", text).count(" 1 track\n") == 3
