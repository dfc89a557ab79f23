"""breakdown --by: groups against stages, as a table and as bars."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.render.terminal.apportion import apportioned
from tests.commands.test_board import FEW, ODD_TEXTS
from tests.conftest import Files, Ran
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def test_each_project_has_a_row_below_the_one_around_it(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("breakdown", "--by", "project") == Ran(
        0,
        "             Idea   Done   total\n"
        "──────────  ────── ────── ───────\n"
        "The EP        1      1       2\n"
        "└─ Tape       1      ·       1\n"
        "no project    3      ·       3\n"
        "──────────  ────── ────── ───────\n"
        "total         4      1       5\n"
        "\n"
        "A track that is in several rows counts once in the total.\n",
    )


def test_bars_are_parted_by_stage_and_as_long_as_their_totals(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("breakdown", "--by", "project", "--bars") == Ran(
        0,
        f"The EP      Idea{'─' * 18}Done{'─' * 17}{' ' * 22}  2\n"
        f"└─ Tape     Idea{'─' * 18}{' ' * 43}  1\n"
        f"no project  Idea{'─' * 61}  3\n"
        "\n"
        "5 tracks\n"
        "A track that is in several rows counts once in the total.\n",
    )


@pytest.mark.parametrize("by", ["stage", "Stages"])
def test_by_stage_it_is_the_breakdown_and_that_has_bars_already(by: str, catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("breakdown", "--by", by, "--bars") == run("breakdown")


def test_json_has_each_group_and_the_totals_of_each_track_once(catalogue: Make, run: Run) -> None:
    catalogue({**FEW, "tracks/f.yaml": "stage: nowhere\nworkflows: vox\n"})
    answer = json.loads(run("breakdown", "--by", "workflow", "-f", "json").out)
    answer.pop("problems")
    grey = "#767676"
    assert answer == {
        "schema_version": 2,
        "kind": "breakdown-by",
        "total": 3,
        "shown": 3,
        "by": "workflow",
        "tracks": 6,
        "totals": {"idea": 4, "done": 1},
        "without_stage": 1,
        "groups": [
            {
                "group": group,
                "name": name,
                "colour": colour,
                "stages": {"idea": idea, "done": done},
                "without_stage": lost,
                "tracks": idea + done + lost,
            }
            for group, name, colour, idea, done, lost in (
                ("art", "Artwork", "#838794", 1, 1, 0),
                ("vox", "Vocals", "#7d7eff", 1, 0, 1),
                (None, "no workflow", grey, 3, 0, 0),
            )
        ],
    }


def test_csv_has_a_column_for_each_stage_whatever_its_id(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [name, idea]\n", "tracks/a.yaml": "stage: name\ngenre: dub\n"})
    assert run("breakdown", "--by", "genre", "-f", "csv") == Ran(
        0, "group,name,colour,stages.name,idea,without_stage,tracks\ndub,dub,#838794,1,0,0,1\n"
    )


def test_rows_can_be_chosen_and_the_totals_stay(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("breakdown", "--by", "workflow", "--sort=-tracks", "--limit", "1") == Ran(
        0,
        "              Idea   Done   total\n"
        "───────────  ────── ────── ───────\n"
        "no workflow    3      ·       3\n"
        "───────────  ────── ────── ───────\n"
        "total          4      1       5\n"
        "\n"
        "A track that is in several rows counts once in the total.\n",
        "1 of 3 shown because of --limit\n",
    )
    assert run("breakdown", "--by", "workflow", "--columns", "name,done") == Ran(
        0, "name         done\n───────────  ────\nArtwork         1\nVocals          0\nno workflow     0\n"
    )


@pytest.mark.parametrize("more", [(), ("--bars",)], ids=str)
def test_without_tracks_it_says_so(more: tuple[str, ...], catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [idea]\n"})
    assert run("breakdown", "--by", "project", *more) == Ran(0, "no tracks\n")


def test_every_count_is_what_list_gives(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    for row in json.loads(run("breakdown", "--by", "project", "-f", "json").out)["groups"]:
        for stage, count in row["stages"].items():
            listed = run("list", "--project", row["group"] or "none", "--stage", stage, "-f", "ids")
            assert (stage, count) == (stage, len(listed.out.split()))


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("more", [(), ("--bars",)], ids=str)
def test_whatever_the_texts_no_line_is_wider_than_the_screen(
    width: int, more: tuple[str, ...], catalogue: Make
) -> None:
    catalogue(
        {
            **ODD_TEXTS,
            "projects.yaml": f"projects: [{{id: p, name: {'long ' * 40}}}]\n",
            "tracks/p.yaml": "projects: p\n",
        }
    )
    for by in ("project", "workflow"):
        for colours in ({}, {"NO_COLOR": "", "COLORTERM": "truecolor"}):
            assert too_wide(on_screen(["breakdown", "--by", by, *more], width, **colours), width) == []


def test_stages_for_which_there_is_no_room_come_below_with_the_names_again(catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [recorded, {id: r, name: Recovered}, mixing]\n",
            "tracks/a.yaml": "stage: recorded\nmood: dark\n",
            "tracks/b.yaml": "stage: r\nmood: light\n",
        }
    )
    assert on_screen(["breakdown", "--by", "mood"], 30).splitlines() == [
        "        Recorded   Recovered",
        "─────  ────────── ───────────",
        "dark       1           ·",
        "light      ·           1",
        "─────  ────────── ───────────",
        "total      1           1",
        "",
        "        Mixing   total",
        "─────  ──────── ───────",
        "dark      ·        1",
        "light     ·        1",
        "─────  ──────── ───────",
        "total     ·        2",
    ]


def test_colours_are_those_of_the_stages_and_of_the_groups(catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": 'stages: [{id: idea, colour: "#dc2626"}]\n',
            "projects.yaml": 'projects: [{id: ep, name: EP, colour: "#9333ea"}]\n',
            "tracks/a.yaml": "stage: idea\nprojects: ep\n",
        }
    )
    red, purple = "\x1b[48;2;220;38;38;38;2;255;255;255m", "\x1b[48;2;147;51;234;38;2;255;255;255m"
    colours = {"NO_COLOR": "", "COLORTERM": "truecolor"}
    assert on_screen(["breakdown", "--by", "project", "--bars"], 20, **colours) == (
        f"EP  {red} Idea        \x1b[0m  \x1b[1m1\x1b[0m\n\n1 track\n"
    )
    table = on_screen(["breakdown", "--by", "project"], 40, **colours).splitlines()
    assert table[:2] == [
        f"       {red} Idea \x1b[0m \x1b[2m total \x1b[0m",
        f"{purple} EP \x1b[0m    {red} 1 \x1b[0m     \x1b[1m 1 \x1b[0m",
    ]


THREE = {
    "stages.yaml": "stages: [{id: seed, emoji: 🌱}, {id: ready, name: Ready to Go Out}, released]\n",
    "projects.yaml": "projects: [summer, {id: tour, name: Autumn Tour}]\n",
    "tracks/a.yaml": "stage: seed\nprojects: summer\n",
    "tracks/b.yaml": "stage: ready\nprojects: tour\n",
    "tracks/c.yaml": "stage: released\nprojects: tour\n",
}


def test_a_name_takes_two_lines_before_it_is_cut(catalogue: Make) -> None:
    catalogue(THREE)
    assert on_screen(["breakdown", "--by", "project"], 46).splitlines() == [
        "               🌱   Ready to",
        "              Seed   Go Out   Released  total",
        "───────────  ─────────────────────────────────",
        "Summer         1       ·         ·        1",
        "Autumn Tour    ·       1         1        2",
        "───────────  ─────────────────────────────────",
        "total          1       1         1        3",
    ]


def test_the_stages_that_no_bar_names_are_named_below(catalogue: Make) -> None:
    catalogue(THREE)
    assert on_screen(["breakdown", "--by", "project", "--bars"], 40).splitlines() == [
        "Summer       Seed────────              1",
        "Autumn Tour  R───────────Released────  2",
        "",
        "R Ready to Go Out",
        "",
        "3 tracks",
    ]


def test_names_are_in_line_if_only_one_group_has_an_emoji(catalogue: Make) -> None:
    catalogue(
        {
            "workflows.yaml": "workflows: [{id: mix, emoji: 🎧}, vox]\n",
            "stages.yaml": "stages: [idea]\n",
            "tracks/a.yaml": "stage: idea\nworkflows: [mix, vox]\n",
        }
    )
    for more in ([], ["--bars"]):
        lines = on_screen(["breakdown", "--by", "workflow", *more], 40).splitlines()
        assert [line[:6].rstrip() for line in lines if "Mix" in line or "Vox" in line] == ["🎧 Mix", "   Vox"]


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(0, 60))
def test_the_parts_of_a_bar_are_as_the_counts(counts: list[int], length: int) -> None:
    parts = apportioned(counts, length)
    assert sum(parts) == (length if any(counts) else 0)
    for count, part in zip(counts, parts, strict=True):
        assert count or not part
        assert part or not count or length < len([one for one in counts if one])
    pairs = sorted(zip(counts, parts, strict=True))
    for (less, short), (more, long) in pairwise(pairs):
        assert less == more or short <= long
