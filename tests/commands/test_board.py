"""board: stages side by side, tracks as cards."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TWO = "stages: [idea, {id: done, kind: finished, colour: red}]\n"
FEW: Files = {
    "stages.yaml": TWO,
    "workflows.yaml": "workflows: [{id: art, name: Artwork}, {id: vox, name: Vocals}]\n",
    "projects.yaml": "projects: [{id: ep, name: The EP, due: 2026-11-26}, {id: tape, parent: ep}]\n",
    "tracks/a.yaml": "title: Late One\nstage: idea\ndue: 2026-11-18\nworkflows: [art, vox]\n",
    "tracks/b.yaml": "title: From the EP\nstage: idea\nprojects: tape\nbpm: 120\n",
    "tracks/c.yaml": "title: Far Off\nstage: idea\ndue: 2027-02-01\nbpm: 98\n",
    "tracks/d.yaml": "title: Out\nstage: done\ndue: 2026-01-02\nworkflows: art\nprojects: ep\n",
    "tracks/e.yaml": "title: Undated\nstage: idea\n",
}
MARK = "↑ marks a date that comes from a project"


def test_each_stage_has_its_cards_below_it_the_soonest_due_on_top(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("board") == Ran(
        0,
        "Idea                             4  Done                             1\n"
        "──────────────────────────────────  ──────────────────────────────────\n"
        "│ Late One                          │ Out\n"
        "│ Artwork, Vocals                   │ Artwork\n"
        "│ 3 days late                       │ 2026-01-02\n"
        "\n"
        "│ From the EP\n"
        "│ in 5 days ↑\n"
        "\n"
        "│ Far Off\n"
        "│ 2027-02-01\n"
        "\n"
        "│ Undated\n",
        f"{MARK}\n",
    )


def test_cards_by_project_say_their_stage_and_a_track_inside_a_project_is_in_both(
    catalogue: Make, run: Run
) -> None:
    catalogue(FEW)
    assert run("board", "--by", "projects", "--limit", "2") == Ran(
        0,
        "The EP                  2  Tape                    1  no project              3\n"
        "─────────────────────────  ─────────────────────────  ─────────────────────────\n"
        "│ From the EP              │ From the EP              │ Late One\n"
        "│ Idea                     │ Idea                     │ Idea\n"
        "│ in 5 days ↑              │ in 5 days ↑              │ Artwork, Vocals\n"
        "                                                      │ 3 days late\n"
        "│ Out\n"
        "│ Done                                                │ Far Off\n"
        "│ Artwork                                             │ Idea\n"
        "│ 2026-01-02                                          │ 2027-02-01\n"
        "\n"
        "                                                        +1 more\n",
        f"5 of 6 shown because of --limit\n{MARK}\n",
    )


def test_a_key_of_ones_own_makes_columns_too(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    heads = run("board", "--by", "BPM", "--limit", "0").out.splitlines()
    assert heads[0].split() == ["98", "1", "120", "1", "no", "bpm", "3"]
    assert heads[2].split() == ["+1", "more"] * 2 + ["+3", "more"]


def test_only_the_stages_asked_for_are_shown_where_some_are(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    assert run("board", "--stage", "done").out.splitlines()[0] == "Done                             1"


EMPTY_LANES = """\
Idea                             0  Done                             0
──────────────────────────────────  ──────────────────────────────────
  –                                   –

no tracks
"""
EMPTY = {
    "by stage": ((), EMPTY_LANES),
    "by project": (("--by", "project"), "no tracks\n"),
    "as Markdown": (("-f", "markdown"), ""),
    "as ids": (("-f", "ids"), ""),
}


@pytest.mark.parametrize(("argv", "out"), EMPTY.values(), ids=EMPTY)
def test_an_empty_catalogue_says_so(argv: tuple[str, ...], out: str, catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": TWO})
    assert run("board", *argv) == Ran(0, out)
    no_tracks = "there are no tracks yet; add one with 'prodash add TITLE'\n"
    assert run("board", "--stage", "idea") == Ran(0, "no tracks\n", no_tracks)


def test_tracks_in_no_known_stage_have_the_last_column(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [idea]\n", "tracks/a.yaml": "stage: nowhere\n", "tracks/b.yaml": ""})
    ran = run("board")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "Idea                             0  in no known stage                1"


def test_json_has_the_columns_and_a_row_for_each_card(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    answer = json.loads(run("board", "-f", "json", "--limit", "1").out)
    assert {key: answer[key] for key in ("kind", "total", "shown", "by", "columns")} == {
        "kind": "board",
        "total": 5,
        "shown": 2,
        "by": "stage",
        "columns": [
            {"id": "idea", "name": "Idea", "colour": "#838794", "emoji": None, "tracks": 4, "shown": 1},
            {"id": "done", "name": "Done", "colour": "#dc2626", "emoji": None, "tracks": 1, "shown": 1},
        ],
    }
    listed = {row["id"]: row for row in json.loads(run("list", "-f", "json").out)["tracks"]}
    assert answer["cards"] == [
        {"column": "idea", "column_name": "Idea", **listed["a"]},
        {"column": "done", "column_name": "Done", **listed["d"]},
    ]


def test_columns_make_it_a_table_and_a_custom_field_called_column_stays_apart(
    catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": TWO, "tracks/a.yaml": "stage: idea\ncolumn: left\n"})
    for form, out in {
        "table": "column  custom.column\n──────  ─────────────\nidea    left\n",
        "markdown": "| column | custom.column |\n| ------ | ------------- |\n| idea   | left          |\n",
        "csv": "column,custom.column\nidea,left\n",
    }.items():
        assert run("board", "--columns", "column,custom.column", "-f", form) == Ran(0, out)


def test_markdown_is_a_table_with_the_columns_of_the_board(catalogue: Make, run: Run) -> None:
    catalogue({**FEW, "tracks/odd.yaml": "title: '*a* | <b>'\nstage: done\n"})
    assert run("board", "-f", "markdown", "--limit", "2") == Ran(
        0,
        "| Idea (4)                                      | Done (2)                        |\n"
        "| --------------------------------------------- | ------------------------------- |\n"
        "| **Late One**<br>Artwork, Vocals · 3 days late | **Out**<br>Artwork · 2026-01-02 |\n"
        "| **From the EP**<br>in 5 days ↑                | **\\*a\\* \\| \\<b\\>**              |\n"
        "| +2 more                                       |                                 |\n",
        "4 of 6 shown because of --limit\n",
    )


def test_markdown_has_emoji_where_they_are_wanted(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({"stages.yaml": "stages: [{id: idea, emoji: 🌱}]\n", "tracks/a.yaml": "stage: idea\n"})
    assert run("board", "-f", "markdown").out.splitlines()[0] == "| 🌱 Idea (1) |"
    monkeypatch.setenv("PRODASH_EMOJI", "0")
    assert run("board", "-f", "markdown").out.splitlines()[0] == "| Idea (1) |"


def test_every_card_stands_in_markdown_with_its_stage_where_the_column_does_not_say_it(
    catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": TWO, "tracks/a.yaml": "stage: idea\nprojects: ep\nworkflows: vox\n"})
    assert run("board", "-f", "markdown", "--by", "project").out.splitlines()[2] == "| **A**<br>Idea · vox |"


WRONG = {
    "a word": (("--by", "xyz"), 3, "unknown field 'xyz'; choose from 'stage', 'workflow', 'project', 'bpm'"),
    "nearly a word": (("--by", "workflo"), 3, "unknown field 'workflo'; did you mean 'workflow'?"),
    "no number": (
        ("--limit", "few"),
        2,
        "Invalid value for '--limit': 'few' is not a number of rows; write one such as 10; 'prodash board --help' shows how",
    ),
    "an order": (
        ("--sort", "due"),
        2,
        "No such option: --sort (Possible options: --format, --past, --style); 'prodash board --help' shows how",
    ),
}


@pytest.mark.parametrize(("argv", "code", "message"), WRONG.values(), ids=WRONG)
def test_a_board_that_cannot_be_is_refused_with_the_reason(
    argv: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run
) -> None:
    catalogue(FEW)
    assert run("board", *argv) == Ran(code, "", f"prodash: {message}\n")


def test_every_count_is_what_list_gives(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    for by, ids in {"stage": ["idea", "done"], "project": ["ep", "tape"], "workflow": ["art", "vox"]}.items():
        columns = json.loads(run("board", "--by", by, "-f", "json").out)["columns"]
        counts = {column["id"]: column["tracks"] for column in columns}
        for one in ids:
            assert counts[one] == len(run("list", f"--{by}", one, "-f", "ids").out.split())


ODD_TEXTS: Files = {
    "stages.yaml": "stages:\n"
    + "".join(f"  - {{id: s{n}, name: 'Stage 段階 {n} {'x' * n}'}}\n" for n in range(40)),
    "tracks/long.yaml": f"title: {'word ' * 100}\nstage: s0\nworkflows: [{', '.join(f'w{n}' for n in range(60))}]\n",
    "tracks/unbroken.yaml": f"title: {'x' * 500}\nstage: s0\n",
    "tracks/wide.yaml": f"title: {'怪獣のうた' * 60}\nstage: s1\n",
    "tracks/right-to-left.yaml": f"title: {'שלום עולם ' * 20}\nstage: s1\n",
    "tracks/combining.yaml": f"title: {'n̈' * 90}\nstage: s2\n",
    "tracks/family.yaml": f"title: {'👩‍👩‍👧‍👦' * 30}\nstage: s2\n",
    "tracks/codes.yaml": 'title: "\\e[31mred\\u202e \\x07"\nstage: s2\n',
}


@pytest.mark.parametrize("width", [18, 40, 80, 200])
@pytest.mark.parametrize("by", ["stage", "workflow"])
def test_whatever_the_texts_no_line_is_wider_than_the_screen(width: int, by: str, catalogue: Make) -> None:
    catalogue(ODD_TEXTS)
    for colours in ({}, {"NO_COLOR": "", "COLORTERM": "truecolor"}):
        text = on_screen(["board", "--by", by], width, **colours)
        assert too_wide(text, width) == []
        assert "\x1b[31m" not in text


def test_two_hundred_tracks_in_one_stage_are_all_there_or_counted(catalogue: Make) -> None:
    catalogue({"stages.yaml": TWO, **{f"tracks/many-{n}.yaml": "stage: idea\n" for n in range(200)}})
    assert on_screen(["board"], 80).count("Many") == 200
    shown = on_screen(["board", "--limit", "12"], 80)
    assert (shown.count("Many"), shown.splitlines()[-1]) == (12, "  +188 more")


def test_on_a_screen_a_title_has_two_lines_and_in_a_pipe_as_many_as_it_needs(
    catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": TWO, "tracks/a.yaml": f"stage: idea\ntitle: {'word ' * 100}\n"})
    shown = on_screen(["board"], 80).splitlines()
    assert [line.removeprefix("│ ").split("  ")[0] for line in shown[2:]] == [
        "word word word word word word",
        "word word word word word word w…",
    ]
    assert run("board").out.count("word") == 100


def test_no_name_is_shortened_while_lanes_that_need_less_leave_room(catalogue: Make) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\n"})
    names = ["Seed", "Writing", "Recorded", "Mixing", "Ready to Release", "Published"]
    for colours in ({}, {"NO_COLOR": "", "COLORTERM": "truecolor"}):
        for width in (20, 22, 23, 38, 40, 48, 60, 80, 100, 110, 113, 120, 200):
            shown = on_screen(["board"], width, **colours)
            assert (width, [name for name in names if name not in shown]) == (width, [])
            assert (width, too_wide(shown, width)) == (width, [])
        assert all(name in on_screen(["board"], 120, **colours).splitlines()[0] for name in names)


def test_a_date_that_does_not_fit_is_told_in_short_and_a_stage_without_its_emoji(catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": "stages: [{id: ready, name: Ready to Release, emoji: 📦}]\n",
            "tracks/a.yaml": "stage: ready\ndue: 2019-03-01\nworkflows: art\n",
        }
    )
    card = [line.split("  ")[0] for line in on_screen(["board", "--by", "workflow"], 18).splitlines()[2:]]
    assert card == ["│ A", "│ Ready to Release", "│ art", "│ 2,822 days late"]
    card = on_screen(["board", "--by", "workflow"], 16).splitlines()[2:]
    assert card == ["│ A", "│ Ready to Rele…", "│ art", "│ 2,822d late"]


def test_a_name_loses_its_emoji_before_its_end(catalogue: Make) -> None:
    catalogue({"stages.yaml": "stages: [{id: a, name: Nearly Too Long, emoji: 🌱}]\n"})
    heads = [on_screen(["board"], width).splitlines()[0] for width in (20, 19, 16)]
    assert heads == ["🌱 Nearly Too Long 0", "Nearly Too Long   0", "Nearly Too Lo… 0"]


def test_colours_are_those_of_the_columns_and_of_urgency(catalogue: Make) -> None:
    catalogue(
        {
            "stages.yaml": TWO,
            "tracks/a.yaml": "stage: done\n",
            "tracks/b.yaml": "stage: idea\ndue: 2026-11-22\n",
        }
    )
    shown = on_screen(["board", "--not-stage", "done"], 20, NO_COLOR="", COLORTERM="truecolor")
    slate = "131;135;148"
    assert shown == (
        f"\x1b[48;2;{slate};38;2;0;0;0m Idea             1 \x1b[0m\n"
        "\n"
        f"\x1b[38;2;{slate}m▌\x1b[0m \x1b[1mB\x1b[0m\n"
        f"\x1b[38;2;{slate}m▌\x1b[0m\x1b[48;2;240;192;32;38;2;0;0;0m tomorrow \x1b[0m\n"
    )


def test_a_framed_board_has_the_columns_of_list_in_their_order(catalogue: Make, run: Run) -> None:
    catalogue(FEW)
    of_list, of_board = (
        run(command, "--style", "simple").out.split("\n")[0].split() for command in ("list", "board")
    )
    assert of_board == ["column_name", *of_list]
    assert of_list[-1] == "id"
