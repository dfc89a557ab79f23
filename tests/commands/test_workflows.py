"""workflows: what a track can still need, in order."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import EXAMPLE, Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def test_workflows_are_rows_in_order_with_the_tracks_that_need_them(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "workflows") == Ran(
        0,
        "name                    tracks  category    id\n"
        "──────────────────────  ──────  ──────────  ───────────────────\n"
        "🎧 Mixing                    3  Finishing   mixing\n"
        "🔊 Mastering                 5  Finishing   mastering\n"
        "🎨 Artwork                   2  Business    artwork\n"
        "🎤 Vocals                    2  Production  vocals\n"
        "📜 Lyrics                    3  Production  lyrics\n"
        "🔁 Rework                    3  Production  rework\n"
        "🤝 Collaborator needed       1  Business    collaborator-needed\n",
    )


def test_ids_are_in_order(run: Run) -> None:
    ran = run("workflows", "-C", str(EXAMPLE), "-f", "ids")
    assert ran == Ran(0, "mixing\nmastering\nartwork\nvocals\nlyrics\nrework\ncollaborator-needed\n")


def test_json_has_everything_of_every_workflow(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "workflows.yaml": (
                "workflows:\n- id: artwork\n  emoji: 🎨\n  colour: pink\n  category: Business\n"
                "  description: Cover and video.\n- rework\n"
            ),
            "tracks/a.yaml": "stage: seed\nworkflows: [Artwork, rework, ART-WORK]\n",
        }
    )
    assert json.loads(run("workflows", "-f", "json").out) == {
        "schema_version": 2,
        "kind": "workflows",
        "total": 2,
        "shown": 2,
        "workflows": [
            {
                "id": "artwork",
                "name": "Artwork",
                "emoji": "🎨",
                "colour": "#db3d8c",
                "description": "Cover and video.",
                "category": "Business",
                "tracks": 1,
            },
            {
                "id": "rework",
                "name": "Rework",
                "emoji": None,
                "colour": "#7d7eff",
                "description": None,
                "category": None,
                "tracks": 1,
            },
        ],
        "problems": [],
    }


def test_without_the_file_there_are_the_names_that_tracks_use(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nworkflows: [Stems, mix]\n", "tracks/b.yaml": "stage: seed\nworkflows: stems\n"})  # fmt: skip
    found = json.loads(run("workflows", "-f", "json").out)["workflows"]
    assert [(w["id"], w["name"], w["colour"], w["tracks"]) for w in found] == [
        ("Stems", "Stems", "#838794", 2),
        ("mix", "mix", "#7d7eff", 1),
    ]


def test_without_any_the_answer_is_empty(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert (run("workflows"), run("workflows", "-f", "ids")) == (Ran(0), Ran(0))
