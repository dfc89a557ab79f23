"""stages: what there is, in order."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

STAGES = """\
stages:
  - id: seed
    name: Seed
    emoji: 🌱
    colour: slate grey
    description: The raw spark.
  - ready-to-release
  - {id: shelf, kind: archived, colour: "#ABC"}
"""


def test_stages_are_cards_in_order(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": STAGES, "tracks/a.yaml": "stage: seed\n", "tracks/b.yaml": "stage: shelf\n"})
    assert run("stages") == Ran(
        0,
        "🌱 Seed           1 track\n  The raw spark.\n  seed · #64748b · active\n\n"
        "Ready to Release  0 tracks\n  ready-to-release · #2563eb · active\n\n"
        "Shelf             1 track\n  shelf · #aabbcc · archived: left out of views\n",
    )


def test_json_has_everything_of_every_stage(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": STAGES})
    assert json.loads(run("stages", "-f", "json").out)["stages"] == [
        {
            "id": "seed",
            "name": "Seed",
            "emoji": "🌱",
            "colour": "#64748b",
            "description": "The raw spark.",
            "kind": "active",
            "tracks": 0,
        },
        {
            "id": "ready-to-release",
            "name": "Ready to Release",
            "emoji": None,
            "colour": "#2563eb",
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
