"""check looks whether the files are there that tracks name, and reads none of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FIELDS = "fields: [{id: mix, type: file, list: true}, {id: note, type: text}]\n"
NOWHERE = "a file that is neither beside the track's own nor in the catalogue"


def warned(run: Run, *words: str) -> list[str]:
    """The places that `check` names, with what it says of them."""
    return [
        line.replace(f"{NOWHERE}", "…").removesuffix(" [no-such-file]")
        for line in run("check", *words).out.splitlines()
    ]


def test_a_file_may_be_beside_the_track_or_in_the_catalogue(catalogue: Make, run: Run) -> None:
    catalogue({
        "fields.yaml": FIELDS,
        "tracks/ep/a.yaml": "stage: seed\nmix: a.wav\nnote: x.wav\n",
        "tracks/ep/a.wav": "",
        "tracks/b.yaml": "stage: seed\nmix: [audio/b.wav, https://example.org/b.wav, gone/b.wav]\n",
        "audio/b.wav": "",
        "tracks/c.yaml": "stage: seed\nmix: no ending\n",
        "tracks/d.yaml": "stage: seed\nmix: ''\n",
    })  # fmt: skip
    assert warned(run) == [
        "tracks/b.yaml:2:1: warning: mix is 'gone/b.wav', …",
        "tracks/c.yaml:2:1: warning: mix is 'no ending', …",
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["x.wav", "y.flac", "120"], 2),
        (["x.wav", "later", "120"], 0),
        (["x.wav"], 0),
        (["https://e.org/x.wav", "https://e.org/y.wav"], 0),
    ],
    ids=["most values", "few values", "one value", "links"],
)
def test_a_field_that_nothing_declares_counts_if_most_values_look_like_files(
    values: list[str], expected: int, catalogue: Make, run: Run
) -> None:
    catalogue({f"tracks/{n}.yaml": f"stage: seed\ntake: {value}\n" for n, value in enumerate(values)})
    assert len(warned(run)) == expected


def test_many_missing_files_of_a_field_are_one_problem(catalogue: Make, run: Run) -> None:
    catalogue({f"tracks/{n}.yaml": f"stage: seed\ntake: {n}.wav\n" for n in range(7)})
    assert warned(run) == ["tracks/0.yaml:2:1: warning: take is '0.wav', …, and 6 more are missing"]
    assert len(warned(run, "tracks/3.yaml")) == 1


def test_ci_and_strict_have_no_audio_unless_asked(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue({"fields.yaml": FIELDS, "tracks/a.yaml": "stage: seed\nmix: a.wav\n"})
    assert run("check", "--strict") == Ran(0)
    assert run("check", "--strict", "--files").code == 1
    monkeypatch.setenv("CI", "true")
    assert warned(run) == []
    assert len(warned(run, "--files")) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_check_looks_for_a_named_file_without_reading_it(catalogue: Make, run: Run) -> None:
    root = catalogue({"fields.yaml": FIELDS, "tracks/a.yaml": "stage: seed\nmix: a.wav\n"})
    os.mkfifo(root / "tracks/a.wav")
    assert warned(run) == []
