"""projects: releases, albums and client jobs, each below the one that it is inside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.catalogue.colour import colour_for_position
from tests.conftest import EXAMPLE, Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TREE = """\
projects:
- {id: side, parent: Album}
- {id: ep, due: 2026-11-20}
- {id: demos, parent: side, due: 2026-11-22}
- {id: album, description: "The big one."}
- {id: live, parent: album, due: 2026-11-21}
"""


def test_projects_are_rows_with_due_dates_and_all_tracks_inside(run: Run) -> None:
    assert run("-C", str(EXAMPLE), "projects") == Ran(
        0,
        "name            tracks  due                      description                                             id\n"
        "──────────────  ──────  ───────────────────────  ──────────────────────────────────────────────────────  ───────────────────\n"
        "Summer EP            6  2026-12-04  in 13 days   Five songs, and maybe a hidden track.                   summer-ep\n"
        "Night Shift          9  2027-03-12  in 111 days  The album.  Nine candidates, eight slots.               night-shift\n"
        "└─ B-Sides           2                                                                                   night-shift-b-sides\n"
        "Harbour (film)       3  2026-11-27  in 6 days    Cues for the harbour documentary; invoice on delivery.  harbour\n",
    )


def test_ids_are_in_the_order_of_the_tree(run: Run) -> None:
    ran = run("projects", "-C", str(EXAMPLE), "-f", "ids")
    assert ran == Ran(0, "summer-ep\nnight-shift\nnight-shift-b-sides\nharbour\n")


def test_projects_stand_below_what_they_are_inside(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "projects.yaml": TREE,
            "tracks/a.yaml": "stage: seed\nprojects: [demos, side]\n",
            "tracks/b.yaml": "stage: seed\nprojects: [live, ep]\n",
        }
    )
    assert run("projects") == Ran(
        0,
        "name        tracks  due                     description   id\n"
        "──────────  ──────  ──────────────────────  ────────────  ─────\n"
        "Ep               1  2026-11-20  1 day late                ep\n"
        "Album            2                          The big one.  album\n"
        "└─ Side          1                                        side\n"
        "└─── Demos       1  2026-11-22  tomorrow                  demos\n"
        "└─ Live          1  2026-11-21  today                     live\n",
    )


def test_json_has_everything_of_every_project(catalogue: Make, run: Run) -> None:
    catalogue({"projects.yaml": "projects:\n- {id: a, parent: b, due: 2027-01-01, colour: pink}\n- b\n"})
    assert json.loads(run("projects", "-f", "json").out)["projects"] == [
        {
            "id": "b",
            "name": "B",
            "parent": None,
            "due": None,
            "colour": "#7d7eff",
            "description": None,
            "tracks": 0,
        },
        {
            "id": "a",
            "name": "A",
            "parent": "b",
            "due": "2027-01-01",
            "colour": "#db3d8c",
            "description": None,
            "tracks": 0,
        },
    ]


def test_projects_in_a_circle_come_last_and_are_named(catalogue: Make, run: Run) -> None:
    catalogue({"projects.yaml": "projects:\n- {id: a, parent: b}\n- {id: b, parent: a}\n- c\n"})
    ran = run("projects", "-f", "ids")
    assert ran == Ran(
        1,
        "c\na\nb\n",
        "projects.yaml:2:19: error: the project 'a' is inside itself (a → b → a); change one parent [project-cycle]\n"
        "projects.yaml:3:19: error: the project 'b' is inside itself (b → a → b); change one parent [project-cycle]\n",
    )


NESTED = {
    "without a colour": ("{id: b, parent: a}", "#DB3D8C"),
    "an empty one": ("{id: b, parent: a, colour: }", "#DB3D8C"),
    "by the parent's name": ("{id: b, parent: The Album}", "#DB3D8C"),
    "a colour of its own": ("{id: b, parent: a, colour: '#abc'}", "#aabbcc"),
    "a parent that does not exist": ("{id: b, parent: gone}", None),
    "inside itself": ("{id: b, parent: b}", None),
    "inside a cycle": ("{id: b, parent: c}", None),
}


@pytest.mark.parametrize(("entry", "colour"), NESTED.values(), ids=NESTED)
def test_a_project_without_a_colour_has_that_of_its_parent_in_every_answer(
    catalogue: Make, run: Run, entry: str, colour: str | None
) -> None:
    """Every other project keeps the default colour of its place."""
    catalogue(
        {
            "projects.yaml": f"projects:\n- {entry}\n- {{id: a, name: The Album, colour: '#db3d8c'}}\n"
            "- {id: c, parent: b}\n- d\n",
            "tracks/x.yaml": "stage: seed\nprojects: [a, b, c, d]\n",
        }
    )
    first, _, _, fourth = map(colour_for_position, range(4))
    inherited = (colour or first).lower()
    answers = {
        ("projects",): ("projects", "id"),
        ("breakdown", "--by", "project"): ("groups", "group"),
        ("board", "--by", "project"): ("columns", "id"),
    }
    for argv, (rows, key) in answers.items():
        found = {row[key]: row["colour"] for row in json.loads(run(*argv, "-f", "json").out)[rows]}
        assert found == {"a": "#db3d8c", "b": inherited, "c": inherited, "d": fourth}, argv


def test_projects_nest_as_deep_as_anybody_likes(catalogue: Make, run: Run) -> None:
    lines = [f"- {{id: p{n}, parent: p{n + 1}}}" for n in range(1500)]
    catalogue({"projects.yaml": "\n".join(["projects:", *lines, "- p1500", ""])})
    assert run("projects", "-f", "ids").out.split() == [f"p{n}" for n in range(1500, -1, -1)]


def test_without_the_file_there_are_the_names_that_tracks_use(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nprojects: [Tour, ep]\n"})
    found = json.loads(run("projects", "-f", "json").out)["projects"]
    assert [(p["id"], p["name"], p["colour"], p["tracks"]) for p in found] == [
        ("Tour", "Tour", "#838794", 1),
        ("ep", "ep", "#7d7eff", 1),
    ]


def test_without_any_the_answer_is_empty(catalogue: Make, run: Run) -> None:
    catalogue({})
    assert (run("projects"), run("projects", "-f", "ids")) == (Ran(0), Ran(0))


@pytest.mark.parametrize("kind", ["project", "workflow"])
def test_the_number_of_tracks_is_that_of_list_without_archived_ones(
    kind: str, catalogue: Make, run: Run
) -> None:
    entry = f"stage: {{}}\n{kind}s: one\n"
    catalogue(
        {
            f"{kind}s.yaml": f"{kind}s: [one, two]\n",
            "tracks/a.yaml": entry.format("seed"),
            "tracks/b.yaml": entry.format("published"),
            "tracks/c.yaml": entry.format("archived"),
        }
    )
    left_out = "1 archived track not counted; 'prodash list --all' shows it\n"
    assert run(f"{kind}s", "--columns", "id,tracks", "-f", "csv") == Ran(
        0, "id,tracks\none,2\ntwo,0\n", left_out
    )
    assert run("list", f"--{kind}", "one", "-f", "ids").out == "a\nb\n"
    assert run(f"{kind}s", "-f", "ids", "--quiet") == Ran(0, "one\ntwo\n")


def test_the_first_project_says_why_others_are_added_too(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nprojects: [ep, live]\n"})
    told = "projects.yaml is new and must list what tracks name too: ep, live\n"
    assert run("projects", "add", "Tour", "--dry-run").err == told
    assert run("projects", "add", "Tour").err == told
    assert run("projects", "add", "Film").err == ""
