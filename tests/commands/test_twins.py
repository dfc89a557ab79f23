"""Twins: one field that tracks spell in several ways, which check names once and check --fix unites."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

SPELT: Files = {
    "tracks/a.yaml": "stage: seed\nbpm: 120\n",
    "tracks/b.yaml": "stage: seed\nbpm: 98\n",
    "tracks/c.yaml": "stage: seed\n# fast\nBPM:   '174' # live\n",
    "tracks/d.yaml": "b pm:\nstage: archived\n",
}

WARNED = (
    "tracks/c.yaml:3:1: warning: 'BPM' is 'bpm' in 2 tracks, as in tracks/d.yaml:1;"
    " 'prodash check --fix' writes 'bpm' [twin-field]\n"
)


def test_a_field_is_named_once_with_its_places_and_fix_unites_it(catalogue: Make, run: Run) -> None:
    root = catalogue(SPELT)
    assert run("check") == Ran(0, WARNED)
    assert run("check", "--fix") == Ran(0, "", "c  key name  BPM → bpm\nd  key name  b pm → bpm\n2 changed\n")
    assert (root / "tracks/c.yaml").read_text() == "stage: seed\n# fast\nbpm:   '174' # live\n"
    assert (root / "tracks/d.yaml").read_text() == "bpm:\nstage: archived\n"
    assert run("check", "--fix") == Ran(0, "", "nothing to change\n")
    assert run("undo").code == 0
    assert run("check") == Ran(0, WARNED)


def test_a_track_with_both_is_named_and_nothing_of_that_field_is_united(catalogue: Make, run: Run) -> None:
    catalogue(
        {
            **SPELT,
            "tracks/e.yaml": "stage: seed\nbpm: 1\nBPM: 2\n",
            "tracks/f.yaml": "stage: seed\nISRC: x\n",
            "tracks/g.yaml": "stage: seed\nisrc: y\n",
        }
    )
    both = "tracks/e.yaml:2:1: warning: the track has 'BPM' and 'bpm', which are one field; remove all but one [twin-field]\n"
    assert run("check", "--fix") == Ran(0, both, "g  key name  isrc → ISRC\n1 changed\n")


def test_fields_yaml_says_which_spelling_stays(catalogue: Make, run: Run) -> None:
    catalogue({**SPELT, "fields.yaml": "fields: [BPM]\n"})
    assert run("check", "--fix").err == (
        "a  key name  bpm → BPM\nb  key name  bpm → BPM\nd  key name  b pm → BPM\n3 changed\n"
    )


def test_only_files_in_scope_are_fixed(catalogue: Make, run: Run) -> None:
    catalogue(SPELT)
    assert run("check", "--fix", "tracks/d.yaml").err == "d  key name  b pm → bpm\n1 changed\n"


def test_a_misspelt_field_of_prodash_is_no_twin(catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": "stage: seed\nNotes: x\n", "tracks/b.yaml": "stage: seed\nNOTES: y\n"})
    assert "twin-field" not in run("check").out


@pytest.mark.parametrize("key", ["mood", "platforms.spotify"])
def test_a_field_with_one_spelling_is_no_twin(key: str, catalogue: Make, run: Run) -> None:
    catalogue({"tracks/a.yaml": f"stage: seed\n{key}: x\n", "tracks/b.yaml": f"stage: seed\n{key}: y\n"})
    assert run("check") == Ran(0)


def test_fields_says_how_twins_become_one(catalogue: Make, run: Run) -> None:
    catalogue(SPELT)
    assert run("fields", "--all") == Ran(
        0,
        "name  tracks  share     type    values  twins\n────  ──────  ────────  ──────  ──────  ─────────\nbpm        3  ▇▇▇▇▇▇▇▇  number  98–174  BPM, b pm\n",
        "'prodash check --fix' gives twins one name, unless a track has both\n",
    )


@pytest.mark.parametrize("empty", ["", "~", "''", "[]"])
def test_an_empty_spelling_hides_no_value_under_another(empty: str, catalogue: Make, run: Run) -> None:
    catalogue(
        {"tracks/a.yaml": "stage: seed\nbpm: 90\n", "tracks/b.yaml": f"stage: seed\nbpm: {empty}\nBPM: 7\n"}
    )
    assert run("list", "--where", "bpm<80", "-f", "ids") == Ran(0, out="b\n")
    assert run("list", "--where", "!bpm", "-f", "ids").out == ""
    assert run("list", "--sort", "bpm", "-f", "csv", "--columns", "id,bpm").out == "id,bpm\nb,7\na,90\n"


def test_many_fields_with_twins_are_told_apart_and_each_has_the_type_of_its_values(
    catalogue: Make, run: Run
) -> None:
    usual = "".join(f"key{n}: {n}\n" for n in range(12))
    other = "".join(f"KEY{n}: 1:0{n % 10}\n" for n in range(12))
    files = {f"tracks/{name}.yaml": f"stage: seed\n{usual}" for name in "ab"}
    catalogue({**files, "tracks/c.yaml": f"stage: seed\n{other}"})
    assert run("fields", "-f", "csv", "--columns", "name,tracks,type").out == (
        "name,tracks,type\n" + "".join(sorted(f"key{n},3,number\n" for n in range(12)))
    )
    assert run("check").out == "".join(
        f"tracks/c.yaml:{n + 2}:1: warning: 'KEY{n}' is 'key{n}' in 2 tracks; 'prodash check --fix' writes 'key{n}' [twin-field]\n"
        for n in range(12)
    )
