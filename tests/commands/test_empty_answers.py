"""Filters that leave no track say on stderr which of them did, and a field that no track has is an error."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.screen import Terminal, on_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

FILES: Files = {
    "workflows.yaml": "workflows: [{id: art, name: Cover Art}, vocals]\n",
    "projects.yaml": "projects: [{id: ep, name: Summer EP}, tour]\n",
    "tracks/dune.yaml": "stage: mixing\nbpm: 120\nkey: A minor\nworkflows: art\n",
    "tracks/fog.yaml": "stage: mixing\nbpm: 90\nkey: [C major, G]\ndue: 2026-12-01\n",
    "tracks/haze.yaml": "stage: seed\nprojects: ep\nisrc:\n",
    "tracks/gone.yaml": "stage: archived\nkey: E flat\nbpm: 300\n",
}
EMPTY = {
    "--stage recorded,writing": "is in Recorded or Writing",
    "--not-stage seed,mixing,archived": "is not in Seed or Mixing or Archived",
    "--past published --not-stage archived": "is not in Archived and past Published; 3 are not in Archived",
    "--before seed": "is before Seed",
    "--workflow vocals": "needs Vocals",
    "--workflow art+vocals,vocals": "needs Cover Art and Vocals or Vocals",
    "--project tour": "is in Tour",
    "--due overdue,2026-11-30": "is overdue or due 2026-11-30",
    "--search xyz": "contains 'xyz'",
    "--stage mixing --project ep": "is in Mixing and in Summer EP; 2 are in Mixing",
    "--stage seed --due any": "is in Seed and with a due date; 1 is in Seed",
    "--stage mixing --workflow art --where bpm<100": (
        "is in Mixing and needs Cover Art and has bpm<100; 1 is in Mixing and needs Cover Art"
    ),
    "--stage mixing --project none --where bpm>100 --where key=g": (
        "is in Mixing and in no project and has bpm>100 and key=g; 1 is in Mixing and in no project and has bpm>100"
    ),
    "--stage mixing --where !bpm": "is in Mixing and without bpm; 2 are in Mixing",
    "--stage mixing --where key~flat": "is in Mixing and has key~flat; 2 are in Mixing",
    "--where bpm>=999": "has bpm>=999; bpm is from 90 to 120",
    "--where bpm>=999 --all": "has bpm>=999; bpm is from 90 to 300",
    "--where bpm>=999 --stage archived,seed": "has bpm>=999; bpm is from 90 to 300",
    "--where bpm=100-125": "has bpm=100-125; bpm is from 90 to 120; a range is bpm=100..125",
    "--where bpm=100-x": "has bpm=100-x; bpm is from 90 to 120",
    "--where key=z": "has key=z; choose from 'A minor', 'C major', 'G'",
    "--where key=aminr": "has key=aminr; did you mean 'A minor'?",
    "--where key=eflta": "has key=eflta; did you mean 'E flat'?",
    "--where title=Dunes": "has title=Dunes; did you mean 'Dune'?",
    "--where isrc": "has isrc",
    "--where key=None": "has key=None; for those without one, write --where '!key'",
}


@pytest.mark.parametrize(("words", "reason"), EMPTY.items(), ids=EMPTY)
def test_an_empty_answer_names_the_filter_that_took_the_last_tracks(
    words: str, reason: str, catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert run("list", *words.split(), "-f", "ids") == Ran(0, "", f"no track {reason}\n")
    assert run("list", *words.split(), "-f", "ids", "--quiet") == Ran(0)


def test_tracks_that_are_named_are_told_apart_from_all_others(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("show", "dune", "--stage", "seed") == Ran(0, "", "no named track is in Seed\n")
    err = "no named track is in Mixing and in Summer EP; 1 is in Mixing\n"
    assert run("list", "dune", "haze", "--stage", "mixing", "-p", "ep") == Ran(0, "", err)


def test_archived_tracks_that_were_left_out_are_the_whole_reason(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    assert run("list", "--where", "key~flat") == Ran(0, "", "1 archived track left out; --all includes it\n")


def test_a_catalogue_without_tracks_says_how_to_add_one(catalogue: Make, run: Run) -> None:
    catalogue({})
    told = Ran(0, "", "there are no tracks yet; add one with 'prodash add TITLE'\n")
    assert [run("list"), run("list", "--where", "bpm>3"), run("show", "--all")] == [told] * 3


UNKNOWN = {
    "bmp>=120": (3, "unknown field 'bmp'; did you mean 'bpm'?"),
    "mastered": (3, "unknown field 'mastered'; choose from 'bpm', 'isrc', 'key'"),
    "tite!=x": (3, "unknown field 'tite'; did you mean 'title'?"),
    "days_left<3": (
        2,
        "--where: the column days_left follows from the field due; write --due WHEN, or --where with due",
    ),
    "stage_name=Seed": (
        2,
        "--where: the column stage_name follows from the field stage; write --stage NAME",
    ),
}


@pytest.mark.parametrize(("condition", "error"), UNKNOWN.items(), ids=UNKNOWN)
def test_a_field_that_no_track_has_is_an_error(
    condition: str, error: tuple[int, str], catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    code, message = error
    assert run("list", "--where", condition) == Ran(code, "", f"prodash: {message}\n")


def test_a_field_that_no_track_has_may_be_missing_or_in_a_file_that_cannot_be_read(
    catalogue: Make, run: Run
) -> None:
    catalogue(FILES)
    assert run("list", "--where", "!mastered", "-f", "ids").out.split() == ["haze", "fog", "dune"]
    catalogue({"tracks/broken.yaml": "a: [\n"})
    assert run("list", "--where", "mastered", "-f", "ids").code == 1


MISTYPED = {
    "absent": (["--where", "!bmp"], 0, "no track has 'bmp'; did you mean 'bpm'?"),
    "absent, with another condition": (
        ["--where", "!bmp", "--where", "stage=mixing"],
        0,
        "no track has 'bmp'; did you mean 'bpm'?",
    ),
    "absent, and like no field": (["--where", "!label"], 0, "no track has 'label'"),
    "unequal, beside a broken file": (
        ["--where", "bmp!=3", "--broken"],
        0,
        "no track has 'bmp'; did you mean 'bpm'?",
    ),
    "equal, beside a broken file": (
        ["--where", "bmp=3", "--broken"],
        0,
        "no track has bmp=3; did you mean 'bpm'?",
    ),
    "there, beside a broken file": (
        ["--where", "bmp", "--broken"],
        0,
        "no track has bmp; did you mean 'bpm'?",
    ),
    "unequal": (["--where", "bmp!=3"], 3, "prodash: unknown field 'bmp'; did you mean 'bpm'?"),
    "without a value": (["--where", "bmp="], 0, "no track has 'bmp'; did you mean 'bpm'?"),
    "a column that is no field": (
        ["--where", "!days_left"],
        2,
        "prodash: --where: the column days_left follows from the field due; write --due WHEN, or --where with due",
    ),
    "a column": (["--columns", "bmp"], 2, "prodash: --columns: unknown column 'bmp'; did you mean 'bpm'?"),
    "an order": (["--sort", "bmp"], 2, "prodash: --sort: unknown column 'bmp'; did you mean 'bpm'?"),
    "an order downwards": (["--sort=-bmp"], 2, "prodash: --sort: unknown column 'bmp'; did you mean 'bpm'?"),
}


@pytest.mark.parametrize(("words", "code", "said"), MISTYPED.values(), ids=MISTYPED)
def test_a_field_that_no_track_has_is_named_wherever_it_is_typed(
    words: list[str], code: int, said: str, catalogue: Make, run: Run
) -> None:
    is_broken = "--broken" in words
    catalogue({**FILES, **({"tracks/broken.yaml": "a: [\n"} if is_broken else {})})
    ran = run("list", *(word for word in words if word != "--broken"), "-f", "ids")
    assert (ran.code, said in ran.err.splitlines()) == (code or is_broken, True)
    if not code:
        quiet = run("list", *(word for word in words if word != "--broken"), "-f", "ids", "--quiet")
        assert (quiet.out, said in quiet.err) == (ran.out, False)


def test_groups_by_a_field_that_no_track_has_are_refused(catalogue: Make, run: Run) -> None:
    catalogue(FILES)
    said = "prodash: unknown field 'bmp'; did you mean 'bpm'?\n"
    assert [run(command, "--by", "bmp") for command in ("board", "breakdown")] == [Ran(3, "", said)] * 2


def test_a_terminal_says_so_before_it_asks(catalogue: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalogue(FILES)
    before = read_all(root)
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    shown = on_terminal(["set", "mood=calm", "--where", "!bmp"], 80)
    above, _, below = shown.partition("Change 3 tracks? [y/N]")
    assert "\nno track has 'bmp'; did you mean 'bpm'?\n" in above
    assert "no track has" not in below
    assert read_all(root) == before
