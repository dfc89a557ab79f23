"""breakdown: a bar for each stage."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_board import ODD_TEXTS
from tests.conftest import Files, Ran
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def tracks(**counts: int) -> Files:
    return {
        f"tracks/{stage}-{n}.yaml": f"stage: {stage.replace('_', '-')}\n"
        for stage, count in counts.items()
        for n in range(count)
    }


def test_every_stage_has_a_bar_and_a_pile_is_named(catalogue: Make, run: Run) -> None:
    catalogue(tracks(seed=3, writing=1, mixing=30, published=2, archived=4))
    assert run("breakdown") == Ran(
        0,
        "🌱 Seed              ▇▇▇▇▇                                               3    8%\n"
        "📝 Writing           ▇▇                                                  1    3%\n"
        "🎤 Recorded                                                              0    0%\n"
        "🎧 Mixing            ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇  30   83%\n"
        "📦 Ready to Release                                                      0    0%\n"
        "🚀 Published         ▇▇▇                                                 2    6%\n"
        "\n"
        "36 tracks · none late\n"
        "Mixing is where tracks wait: 30 there, none in Ready to Release\n",
        "4 archived tracks left out; --all includes them\n",
    )


def test_all_shows_the_archive_too(catalogue: Make, run: Run) -> None:
    catalogue(tracks(seed=1, archived=1))
    ran = run("breakdown", "--all")
    assert ran.out.splitlines()[-3:] == [
        f"💤 Archived          {'▇' * 50}  1   50%",
        "",
        "2 tracks · none late",
    ]
    assert (ran.code, ran.err) == (0, "")


def test_late_tracks_and_those_in_no_known_stage_are_counted(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            **tracks(seed=1),
            "tracks/late.yaml": "stage: mixing\ndue: 2026-11-01\n",
            "tracks/x.yaml": "stage: y\n",
        }
    )
    ran = run("breakdown")
    assert ran.out.splitlines()[-1] == "3 tracks · 1 late · 1 in no known stage"
    assert ran.code == 1


LATE = {
    "stages.yaml": f"stages: [idea, {{id: mix, name: {'Mix' * 8}}}]\n",
    "tracks/a.yaml": "stage: idea\n",
    **{f"tracks/b{n}.yaml": "stage: mix\ndue: 2026-11-01\n" for n in range(12)},
}


@pytest.mark.parametrize(
    ("width", "bar", "numbers"),
    [
        (80, 35, "12   92%  12 late"),
        (50, 5, "12   92%  12 late"),
        (49, 13, "12   92%"),
        (41, 5, "12   92%"),
        (40, 10, "12"),
        (30, 0, "12"),
    ],
)
def test_the_late_tracks_and_then_the_shares_make_room_for_the_bars(
    width: int, bar: int, numbers: str, catalogue: Make
) -> None:
    catalogue(LATE)
    assert on_screen(["breakdown"], width).splitlines()[1] == f"{'Mix' * 8}  {'▇' * bar}  {numbers}"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("colours", [{}, {"TERM": "xterm"}, {"PRODASH_EMOJI": "0"}], ids=str)
def test_whatever_the_names_no_line_is_wider_than_the_screen(
    width: int, colours: dict[str, str], catalogue: Make
) -> None:
    catalogue({**ODD_TEXTS, "tracks/late.yaml": "stage: idea\ndue: 2026-11-01\n"})
    assert too_wide(on_screen(["breakdown"], width, **colours), width) == []


def test_an_empty_catalogue_has_every_stage_with_nothing_in_it(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": "stages: [idea, done]\n"})
    assert run("breakdown") == Ran(
        0,
        "Idea                                                                     0    0%\n"
        "Done                                                                     0    0%\n"
        "\n"
        "0 tracks · none late\n",
    )


def test_json_has_counts_shares_and_totals(catalogue: Make, run: Run) -> None:
    catalogue(
        {"stages.yaml": "stages: [idea, {id: done, kind: finished, colour: red}]\n", **tracks(idea=1, done=2)}
    )
    assert json.loads(run("breakdown", "-f", "json").out) == {
        "schema_version": 2,
        "kind": "breakdown",
        "total": 2,
        "shown": 2,
        "tracks": 3,
        "overdue": 0,
        "without_stage": 0,
        "bottleneck": None,
        "stages": [
            {
                "stage": "idea",
                "name": "Idea",
                "kind": "active",
                "colour": "#838794",
                "tracks": 1,
                "share": 0.3333,
                "overdue": 0,
            },
            {
                "stage": "done",
                "name": "Done",
                "kind": "finished",
                "colour": "#dc2626",
                "tracks": 2,
                "share": 0.6667,
                "overdue": 0,
            },
        ],
        "problems": [],
    }


def test_colours_are_those_of_the_stages(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    catalogue({"stages.yaml": "stages: [{id: idea, colour: purple}]\n", **tracks(idea=1)})
    ran = run("breakdown", "--color", "always")
    badge, bar = "\x1b[48;2;130;58;202;38;2;255;255;255m", "\x1b[38;2;130;58;202m"
    assert ran.out == (
        f"{badge} Idea \x1b[0m  {bar}{'▇' * 63}\x1b[0m  \x1b[1m1\x1b[0m  \x1b[2m100%\x1b[0m\n\n"
        "1 track · none late\n"
    )


@pytest.mark.parametrize(
    "option", ["--stage=mixing", "--not-stage=seed", "--past=recorded", "--before=published"]
)
def test_no_pile_is_named_where_only_some_stages_were_asked_for(
    option: str, catalogue: Make, run: Run
) -> None:
    catalogue(tracks(seed=3, mixing=30))
    assert "tracks wait: " in run("breakdown").out
    ran = run("breakdown", option)
    assert (ran.code, ran.out.splitlines()[-1].endswith("none late")) == (0, True)


@pytest.mark.parametrize("words", [(), ("--by", "project", "--bars")], ids=["stages", "by project"])
def test_a_long_name_leaves_bars_their_room_in_a_pipe(
    words: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    catalogue(
        {
            "stages.yaml": f"stages: [{{id: mix, name: {'x' * 500}}}]\n",
            "projects.yaml": f"projects: [{{id: ep, name: {'x' * 500}}}]\n",
            "tracks/a.yaml": "stage: mix\nprojects: ep\n",
        }
    )
    assert re.search("x{500}  (▇{16}|X─{15})  ", run("breakdown", *words).out)


def test_long_names_are_not_cut_in_a_pipe(catalogue: Make, run: Run) -> None:
    name = "A name that is a good deal longer than any other"
    catalogue({"stages.yaml": f"stages: [{{id: a, name: {name}}}]\n", **tracks(a=1)})
    assert run("breakdown").out.splitlines()[0] == f"{name}  {'▇' * 21}  1  100%"
