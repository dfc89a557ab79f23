"""rename gives a track another id, and the fields that fields.yaml declares to name tracks follow, all or none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FIELDS = (
    "fields: [{id: remix of, type: track}, {id: see, type: track, list: true}, {id: label, type: text}]\n"
)
FILES = {
    "fields.yaml": FIELDS,
    "tracks/dune.yaml": "stage: seed\nsee: [dune, fog] # both\n",
    "tracks/fog.yaml": "stage: seed\nremix of: 'dune'   # the old one\nlabel: dune\n",
    "tracks/ep/rain.yaml": "stage: seed\nsee:\n  - dune # a\n  - fog\n",
}


def test_the_fields_that_name_the_track_follow_in_one_change(catalogue: Make, run: Run) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    assert run("rename", "dune", "dune-ii") == Ran(
        0,
        "dune  id        dune → dune-ii\ndune  see       dune, fog → dune-ii, fog\n"
        "fog   remix of  dune → dune-ii\nrain  see       dune, fog → dune-ii, fog\n1 renamed, 2 changed\n",
    )
    after = read_all(root)
    assert after["tracks/dune-ii.yaml"] == b"stage: seed\nsee: [dune-ii, fog] # both\n"
    assert after["tracks/fog.yaml"] == b"stage: seed\nremix of: 'dune-ii'   # the old one\nlabel: dune\n"
    assert after["tracks/ep/rain.yaml"] == b"stage: seed\nsee:\n  - dune-ii # a\n  - fog\n"
    assert run("check", "--strict") == Ran(0)
    undone = run("undo")
    assert undone.code == 0
    assert "(" not in undone.out
    assert read_all(root) == before
    assert run("redo").code == 0
    assert read_all(root) == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "stage: seed\nsee: [[dune]]\n",
            "tracks/x.yaml: see names 'dune' in a list in a list; change it by hand",
        ),
        (
            "stage: seed\nremix of: &d dune\n",
            "tracks/x.yaml: the value of 'remix of' has an anchor; write the plain value by hand",
        ),
    ],
    ids=["nested", "an anchor"],
)
def test_nothing_is_renamed_if_one_of_them_cannot_follow(
    text: str, reason: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({**FILES, "tracks/x.yaml": text})
    before = read_all(root)
    assert run("rename", "dune", "dune-ii") == Ran(4, "", f"prodash: nothing was changed\n{reason}\n")
    assert read_all(root) == before


def test_a_field_that_nothing_declares_stays(catalogue: Make, run: Run) -> None:
    root = catalogue({**FILES, "fields.yaml": "fields: [{id: see, type: text, list: true}]\n"})
    assert run("rename", "dune", "dune-ii") == Ran(0, "dune  id  dune → dune-ii\n1 renamed\n")
    assert read_all(root)["tracks/fog.yaml"] == FILES["tracks/fog.yaml"].encode()
