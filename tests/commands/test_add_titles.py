"""add - adds a track for each title on stdin as one change, and passes over by name those that are there."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.model.files.add_titles import title_in_line
from tests.conftest import Files, Ran, read_all

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

LINES: dict[str, tuple[str, str]] = {
    "a title": ("Midnight Drive", "Midnight Drive"),
    "blanks around it": ("  Midnight Drive \t", "Midnight Drive"),
    "a slash inside": ("Intro / Outro", "Intro / Outro"),
    "a full stop": ("Mr. Blue", "Mr. Blue"),
    "an ending of no music program": ("demo.v2", "demo.v2"),
    "a file of a project": ("Midnight Drive.als", "Midnight Drive"),
    "an ending in capitals": ("Fog.FLP", "Fog"),
    "a folder": ("Midnight Drive/", "Midnight Drive"),
    "a folder that is a project": ("Fog.logicx/", "Fog"),
    "a path": ("./2026/Fog.rpp", "Fog"),
    "a whole path": ("/home/mia/Music/Fog", "Fog"),
    "a path of Windows": (r"C:\Music\Fog.cpr", "Fog"),
    "an ending alone": (".als", ".als"),
    "this folder": (".", ""),
    "the folder above": ("../", ""),
}


@pytest.mark.parametrize(("line", "title"), LINES.values(), ids=LINES)
def test_a_line_is_a_title_or_names_a_project(line: str, title: str) -> None:
    assert title_in_line(line) == title


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let stdin have this text."""
    return lambda text: monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape")), newline="")
    )


def test_new_titles_are_one_change_and_known_ones_are_named(
    catalogue: Make, run: Run, typed: Callable[[str], None]
) -> None:
    root = catalogue(
        {"tracks/dune.yaml": "title: Dune\nstage: seed\n", "tracks/x.yaml": "title: Fog\nstage: seed\n"}
    )
    before = read_all(root)
    typed("Paper Boats.als\r\n\nFOG\ndune/\npaper boats\nÉtude No. 1\n")
    assert run("add", "-", "stage=writing", "bpm=90", "-d", "ideas") == Ran(
        0,
        "paper-boats  new  Paper Boats · Writing · bpm 90\netude-no-1   new  Étude No. 1 · Writing · bpm 90\n2 added\n",
        "passed over, because x has this title: FOG\n"
        "passed over, because dune has this title: dune\n"
        "passed over, because paper-boats has this title: paper boats\n",
    )
    after = read_all(root)
    assert {path: data.decode() for path, data in after.items() if path not in before} == {
        "tracks/ideas/paper-boats.yaml": "title: Paper Boats\nstage: writing\nbpm: 90\n",
        "tracks/ideas/etude-no-1.yaml": "title: Étude No. 1\nstage: writing\nbpm: 90\n",
    }
    assert run("undo").code == 0
    assert read_all(root) == before
    assert not (root / "tracks/ideas").exists()


REFUSED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "one id": ("A\nB\n", ("--id", "a"), "prodash: --id is for one track, and - may add several; leave --id out\n"),
    "a shift": ("A\n", ("due+=2w",), "prodash: a new track has no date to shift; write due=DATE, such as due=2w\n"),
    "a control character": (
        "A\nB\x07\n",
        (),
        "prodash: 'B\\x07' on stdin: a title must be one line without control characters; type it again\n",
    ),
    "bytes that are not UTF-8": (
        "A\ncaf\udce9\n",
        (),
        "prodash: 'caf\\udce9' on stdin: the value of title has characters that are not valid UTF-8; type it again\n",
    ),
    "a title for all": ("A\nB\n", ("title=C",), "prodash: title is given twice; write it once\n"),
    "a folder outside": (
        "A\n", ("-d", "../x"), "prodash: --folder '../x' is not a folder below tracks; write one such as summer-ep\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "err"), REFUSED.values(), ids=REFUSED)
def test_one_that_is_wrong_stops_all(
    text: str, words: tuple[str, ...], err: str, catalogue: Make, run: Run, typed: Callable[[str], None]
) -> None:
    root = catalogue({})
    before = read_all(root)
    typed(text)
    assert run("add", "-", *words) == Ran(2, "", err)
    assert read_all(root) == before


def test_no_titles_add_nothing(catalogue: Make, run: Run, typed: Callable[[str], None]) -> None:
    catalogue({"tracks/dune.yaml": "stage: seed\n"})
    typed("\nDune\n")
    assert run("add", "-") == Ran(
        0, "nothing to change\n", "passed over, because dune has this title: Dune\n"
    )


@pytest.mark.parametrize("words", [("add", "Dune!"), ("copy", "x", "Dune!")], ids=lambda words: words[0])
def test_a_title_that_is_there_is_named_and_the_track_is_added(
    words: tuple[str, ...], catalogue: Make, run: Run
) -> None:
    catalogue({"tracks/x.yaml": "title: Dune\nstage: seed\n", "tracks/y.yaml": "title: DUNE\nstage: seed\n"})
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "another track has this title too: x, y\n")
    assert run("list", "-f", "ids").out.split() == ["x", "y", "dune"]
    assert run("add", "Dune", "--quiet").err == ""


def test_no_title_on_stdin_is_said(catalogue: Make, run: Run, typed: Callable[[str], None]) -> None:
    catalogue({})
    typed("\n.\n..\n")
    assert run("add", "-") == Ran(0, "0 changed\n", "stdin has no title\n")
