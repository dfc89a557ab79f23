"""fields split and fields remove: lists out of texts with commas, and a field taken from all tracks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("who: Ann, Ben # both", "who: [Ann, Ben] # both"),
        ("who:   'Ann, Ben'", "who:   ['Ann', 'Ben']"),
        ('who: "Ann,Ben, "', 'who: ["Ann", "Ben"]'),
        ("WHO: Ann, Ben", "WHO: [Ann, Ben]"),
        ("who: Ann [x], Ben", "who: ['Ann [x]', Ben]"),
        ("who: 1, 2", "who: [1, 2]"),
        ("who: [Ann, 'Ben, Cyd']", None),
        ("who: Ann", None),
        ("who: ', '", None),
        ("who: 12", None),
        ("who: {a: 'b, c'}", None),
        ("who:", None),
    ],
    ids=[
        *("comment", "quotes", "a comma at the end", "spelling", "brackets", "numbers"),
        *("a list", "a name", "only a comma", "a number", "a mapping", "nothing"),
    ],
)
def test_a_text_with_commas_becomes_a_list_and_nothing_else_changes(
    line: str, after: str | None, catalogue: Make, run: Run
) -> None:
    track = catalogue({"tracks/a.yaml": f"# mine\n{line}\nstage: seed"}) / "tracks/a.yaml"
    assert run("fields", "split", "who").code == 0
    assert track.read_text() == f"# mine\n{after or line}\nstage: seed"


def test_a_part_of_a_field_is_split_in_every_mapping(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nm:\n- who: Ann, Ben # x\n- {who: 'C, D', b: 1}\n"})
    assert run("fields", "split", "m.who").out == (
        "a  m.who  Ann, Ben → [Ann, Ben]\na  m.who  C, D → [C, D]\n1 changed\n"
    )
    assert (root / "tracks/a.yaml").read_text() == (
        "stage: seed\nm:\n- who: [Ann, Ben] # x\n- {who: ['C', 'D'], b: 1}\n"
    )


def test_the_plan_tells_a_list_from_a_text_and_how_many_stay(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            "tracks/a.yaml": "stage: seed\nwho: Ann & Ben\n",
            "tracks/b.yaml": "stage: archived\nwho: Ann & Ben & Cyd, Dee\n",
            "tracks/c.yaml": "stage: seed\nwho: Ann, Ben\n",
        }
    )
    assert run("fields", "split", "who", "-n") == Ran(
        0,
        "b  who  Ann & Ben & Cyd, Dee → [Ann & Ben & Cyd, Dee]\nc  who  Ann, Ben → [Ann, Ben]\n"
        "2 would change, 1 unchanged\n",
    )


def test_a_text_of_several_lines_is_refused_and_no_track_changes(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {
            "tracks/a.yaml": "stage: seed\nwho: Ann, Ben\n",
            "tracks/b.yaml": "stage: seed\nwho: |\n  Ann,\n  Ben\n",
        }
    )
    assert run("fields", "split", "who") == Ran(
        4,
        "",
        "prodash: nothing was changed\ntracks/b.yaml: it cannot be changed safely; edit the file by hand\n",
    )
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nwho: Ann, Ben\n"


def test_remove_takes_the_key_from_every_track_in_every_spelling(catalogue: Make, run: Run) -> None:
    files = {
        "tracks/a.yaml": "stage: seed\nbpm: 120 # live\nkey: A\n",
        "tracks/b.yaml": "BPM:\nstage: archived\n",
        "tracks/c.yaml": "stage: seed\nbpms: 1\n",
    }
    root = catalogue(files)
    ran = run("fields", "remove", "b-p-m", "--yes", "-f", "json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["summary"], answer["changed"]) == (0, "Remove field bpm", 2)
    assert [(root / path).read_text() for path in files] == [
        "stage: seed\nkey: A\n",
        "stage: archived\n",
        files["tracks/c.yaml"],
    ]
    assert run("undo").code == 0
    assert [(root / path).read_text() for path in files] == [*files.values()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m:\n  a: 1 # x\n  b: 2\n", "m:\n  b: 2\n"),
        ("m: {b: 2, A: 1}\n", "m: {b: 2}\n"),
        ("m:\n- {a: 1, b: 2}\n- b: 3\n  a: 4\n", "m:\n- {b: 2}\n- b: 3\n"),
        ("m:\n  a: 1\n", ""),
        ("m: {}\nbpm: 1\n", None),
    ],
    ids=[
        "a line",
        "braces, in another spelling",
        "items of a list",
        "a mapping that would be empty",
        "no key",
    ],
)
def test_a_part_of_a_field_is_removed_from_every_mapping(
    before: str, after: str | None, catalogue: Make, run: Run
) -> None:
    root = catalogue(
        {"tracks/a.yaml": f"stage: seed\n{before}", "tracks/b.yaml": "stage: seed\nm: {a: 0, b: 0}\n"}
    )
    assert run("fields", "remove", "m.a", "--yes").code == 0
    assert (root / "tracks/a.yaml").read_text() == f"stage: seed\n{before if after is None else after}"
    assert (root / "tracks/b.yaml").read_text() == "stage: seed\nm: {b: 0}\n"


REFUSED = {
    "remove bpm": "without a terminal to ask on, fields remove needs --yes; --dry-run shows what it would remove",
    "remove day.year --yes": "'day.year' is a part of a date; name the field 'day'",
    "split bpm --separator=": "--separator is empty; write what stands between the names, such as ',' or ' & '",
}


@pytest.mark.parametrize("words", REFUSED)
def test_fields_remove_and_split_refuse_what_they_cannot_do_and_say_why(
    words: str, catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nbpm: 1\nlinks: {url: x}\nday: 2026-01-02\n"})
    assert run("fields", *words.split()) == Ran(2, "", f"prodash: {REFUSED[words]}\n")
