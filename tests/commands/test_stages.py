"""stages: what there is, in order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_board import ODD_TEXTS
from tests.conftest import Files, Ran
from tests.screen import on_screen, too_wide

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

STAGES = """\
stages:
  - id: seed
    name: Seed
    emoji: 🌱
    colour: slate grey
    description: The raw spark.
  - {id: ready-to-release, name: Ready to Go}
  - {id: shelf, kind: archived, colour: "#ABC"}
"""


FILES: Files = {
    "stages.yaml": STAGES,
    "tracks/a.yaml": "stage: seed\n",
    "tracks/b.yaml": "stage: shelf\n",
}


def test_stages_are_in_order_with_their_tracks_and_meaning(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("stages") == Ran(
        0,
        "stage      tracks  meaning\n"
        "─────────────────  ───────────────────────────\n"
        "🌱 Seed         1  The raw spark.\n"
        "   Ready to Go  0  ready-to-release\n"
        "   Shelf        1  archived: left out of views\n",
    )


def test_verbose_tells_ids_colours_and_kinds_too(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("stages", "--verbose").out.splitlines()[2:] == [
        "🌱 Seed         1  The raw spark.  seed · #838794 · active",
        "   Ready to Go  0  ready-to-release · #7d7eff · active",
        "   Shelf        1  shelf · #aabbcc · archived: left out of views",
    ]


def test_on_a_narrow_screen_the_meaning_stands_below(catalogue: Make) -> None:
    catalogue(FILES)
    assert on_screen(["stages"], 30).splitlines() == [
        "stage      tracks",
        "─────────────────",
        "🌱 Seed         1",
        "  The raw spark.",
        "   Ready to Go  0",
        "  ready-to-release",
        "   Shelf        1",
        "  archived: left out of views",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_whatever_the_texts_no_line_is_wider_than_the_screen(width: int, catalogue: Make) -> None:
    catalogue(ODD_TEXTS)
    for colours in ({}, {"COLORTERM": "truecolor"}):
        assert too_wide(on_screen(["stages", "--verbose"], width, **colours), width) == []


def test_the_stages_of_the_preset_fit_fourteen_lines(catalogue: Make) -> None:
    catalogue({})
    assert len(on_screen(["stages"], 80).splitlines()) <= 14


def test_json_has_everything_of_every_stage(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": STAGES})
    assert json.loads(run("stages", "-f", "json").out)["stages"] == [
        {
            "id": "seed",
            "name": "Seed",
            "emoji": "🌱",
            "colour": "#838794",
            "description": "The raw spark.",
            "kind": "active",
            "tracks": 0,
        },
        {
            "id": "ready-to-release",
            "name": "Ready to Go",
            "emoji": None,
            "colour": "#7d7eff",
            "description": None,
            "kind": "active",
            "tracks": 0,
        },
        {
            "id": "shelf",
            "name": "Shelf",
            "emoji": None,
            "colour": "#aabbcc",
            "description": None,
            "kind": "archived",
            "tracks": 0,
        },
    ]


def test_ids_are_in_order(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": STAGES})
    assert run("stages", "-f", "ids") == Ran(0, "seed\nready-to-release\nshelf\n")


def test_a_stages_file_that_is_broken_is_named_and_the_tracks_speak_for_themselves(
    catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": "stages: [seed\n", "tracks/a.yaml": "stage: mixng\n"})
    assert run("stages", "-f", "ids") == Ran(
        1,
        "mixng\n",
        "stages.yaml:1:9: error: the list opened here is never closed; end it with ] [syntax]\n",
    )
