"""init --stage-field: a folder that has tracks becomes a catalogue, and no track is touched."""

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from prodash.model.choice.in_order import InOrder
from prodash.render.choice.numbered_rows import numbered_rows
from prodash.render.terminal.screen import Screen
from prodash.shell import in_quotes
from tests.conftest import Files, Ran, read_all
from tests.screen import too_wide
from tests.surroundings import in_terminal

Run = Callable[..., Ran]

DRAFT, MIX = "title: A\nstatus: draft\n", "status: In the Mix\nbpm: 90\n"
THREE = {"tracks/a.yaml": DRAFT, "tracks/ep/b.yaml": MIX, "tracks/ep/c.yaml": MIX.replace("In the", "in-the")}


def write(root: Path, files: Files) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(str(text), encoding="utf-8")
    return root


def entries(root: Path) -> str:
    """What stages.yaml says below its comments."""
    text = (root / "stages.yaml").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


NOT_ASKED = (
    "the stage of most tracks comes first, and none is finished; 'prodash stages move' puts them in order, "
    "and 'prodash stages set ID kind=finished' says which is finished\n"
)
MIX_ENTRY, DRAFT_ENTRY = "  - id: in-the-mix\n    name: {}\n", "  - id: draft\n    name: Draft\n"
ORDERS = {
    "the commonest first": ((), MIX_ENTRY.format("In the Mix") + DRAFT_ENTRY),
    "as asked": (
        ("--stages", "Draft:active,in the mix,Out"),
        DRAFT_ENTRY + MIX_ENTRY.format("In the Mix") + "  - id: out\n    name: Out\n    kind: finished\n",
    ),
}


@pytest.mark.parametrize(("words", "expected"), ORDERS.values(), ids=ORDERS)
def test_the_values_of_the_field_are_the_stages_and_no_track_is_touched(
    words: Sequence[str], expected: str, tmp_path: Path, run: Run
) -> None:
    before = read_all(write(tmp_path, THREE))
    order = "" if words else NOT_ASKED
    assert run("init", "--stage-field", "status", *words) == Ran(
        0, "stages.yaml\n", f"the catalogue is ready; 'prodash' shows it\n{order}"
    )
    assert entries(tmp_path) == f"field: status\nstages:\n{expected}"
    assert {path: data for path, data in read_all(tmp_path).items() if path != "stages.yaml"} == before
    assert run("list", "--stage", "in the mix", "-f", "ids") == Ran(0, "b\nc\n")
    assert run("check").code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("term", "typed", "when", "row"),
    [
        ("xterm-256color", b"j \r", "Esc cancels", "▌ ·  In the Mix  2 tracks"),
        ("dumb", b"2\n", "Enter: as above", "  2  draft       1 track"),
    ],
    ids=["by keys", "by a line"],
)
def test_a_terminal_asks_for_the_order(term: str, typed: bytes, when: str, row: str, tmp_path: Path) -> None:
    write(tmp_path, THREE)
    argv = ["init", "--stage-field", "status"]
    code, shown = in_terminal(argv, cwd=tmp_path, typed=typed, when=when, env={"TERM": term, "NO_COLOR": "1"})
    assert code == 0
    assert row in shown
    assert "'In the Mix' is finished, as the last stage; 'prodash stages set ID kind=finished'" in " ".join(
        shown.split()
    )
    mix = MIX_ENTRY.format("In the Mix")
    assert entries(tmp_path) == f"field: status\nstages:\n{DRAFT_ENTRY}{mix}    kind: finished\n"


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (["enter"], (0, 1, 2)),
        (["end", " ", "enter"], (2, 0, 1)),
        (["down", " ", " ", "backspace", "enter"], (1, 0, 2)),
        ([" ", "up", " ", "enter"], (0, 1, 2)),
        (["end", "tab", "up", "tab", "enter"], (2, 1, 0)),
        ([" ", "q"], ()),
        (["escape"], ()),
    ],
    ids=["as it is", "the last first", "taken back", "both", "backwards", "left with q", "left with Esc"],
)
def test_keys_give_numbers_and_take_them_back(keys: Sequence[str], taken: Sequence[int]) -> None:
    state = InOrder(3)
    for key in keys:
        state = state.pressed(key)
    assert (state.is_over, state.taken) == (True, taken)


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_the_picture_of_the_order_fits_the_screen(columns: int) -> None:
    rows = [f"{'A long name of a stage ' * 4}{n}" for n in range(40)]
    lines = numbered_rows(rows, "In which order?", InOrder(40, (3, 1), 20), Screen(columns, height=12))
    assert len(lines) < 12
    assert too_wide("\n".join(lines), columns) == []


def test_without_the_option_init_says_that_the_tracks_have_no_stage(tmp_path: Path, run: Run) -> None:
    write(tmp_path, THREE)
    assert run("init").err == (
        "the catalogue is ready; 'prodash' shows it\nno track has a stage; 'prodash check' says what to do\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has other commands for that")
@pytest.mark.parametrize(
    ("files", "advice"),
    [
        ({"songs/a.yaml": DRAFT, "b.yml": MIX, ".github/c.yaml": MIX}, "run 'mv b.yml songs tracks'"),
        ({"my songs/a.yaml": DRAFT}, """run "mv 'my songs' tracks\""""),
        ({f"{n}.yaml": MIX for n in range(7)}, "move 0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml and 2 more into tracks"),
    ],
    ids=["a few", "a folder", "many, which the wildcard of stages.yaml cannot name"],
)  # fmt: skip
def test_init_says_how_to_move_files_that_may_be_tracks_and_that_it_does_not_read(
    files: Files, advice: str, tmp_path: Path, run: Run
) -> None:
    write(tmp_path, files)
    number = sum(not path.startswith(".") for path in files)
    assert run("init").err == (
        "the catalogue is ready; 'prodash stages' shows its stages\n"
        f"{number} YAML file{'s' * (number > 1)} outside of tracks, where prodash reads none; if they are tracks, {advice}\n"
    )


REFUSED = {
    "an unknown field": (THREE, ("stat",), 3, "unknown field 'stat'; did you mean 'status'?"),
    "a field of prodash": (THREE, ("title",), 2, "--stage-field is 'title', which is another field; write the key that names the stage of your tracks"),
    "a value that is not listed": (THREE, ("status", "--stages", "Draft"), 2, "--stages has no 'In the Mix', which tracks have; write each value once"),
    "the sample": (THREE, ("status", "--sample"), 2, "--stage-field is for tracks that are there; leave out --sample"),
    "too many values": (
        {f"tracks/{n}.yaml": f"status: {n}\n" for n in range(41)}, ("status",), 4,
        "nothing was changed\nstatus: it has 41 values in 41 tracks, so it is hardly the stage",
    ),
    "a catalogue": (
        {**THREE, "stages.yaml": "stages: [a]\n"}, ("status",), 4,
        "nothing was changed\nstages.yaml: it already exists in .; delete it and run this again, or write 'field: status' in it",
    ),
    "files elsewhere": (
        {"songs/a.yaml": DRAFT, "b.yml": MIX, ".git/c.yaml": MIX}, ("status",), 4,
        ("nothing was changed\n.: 2 YAML files with 'status' outside of tracks, where prodash reads none; "
         "run 'mkdir tracks' and 'mv b.yml songs tracks', then run this again"),
    ),
    "files elsewhere without the field": (
        {"songs/a.yaml": "bpm: 90\n"}, ("status",), 4,
        ("nothing was changed\n.: 1 YAML file outside of tracks, where prodash reads none, and none has 'status'; "
         "name the field that is the stage"),
    ),
    "lists": (
        {"tracks/a.yaml": "status: [a, b]\n", "tracks/b.yaml": "status:\n"}, ("status",), 4,
        "nothing was changed\nstatus: no track has one text there, so it cannot be the stage",
    ),
    "no files": ({}, ("status",), 4, "nothing was changed\n.: it has no YAML files; prodash reads those in its folder tracks"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "words", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_catalogue_is_refused_and_nothing_is_written(
    files: Files, words: Sequence[str], code: int, message: str, tmp_path: Path, run: Run
) -> None:
    before = read_all(write(tmp_path, files))
    assert run("init", "--stage-field", *words) == Ran(code, "", f"prodash: {message}\n")
    assert read_all(tmp_path) == before


def test_a_value_that_no_stage_can_have_is_named(tmp_path: Path, run: Run) -> None:
    write(tmp_path, {**THREE, "tracks/d.yaml": "status: next\n"})
    ran = run("init", "--stage-field", "status")
    assert (ran.code, ran.err.splitlines()[0]) == (0, "no stage can be called 'next', the value of 1 track")


def test_the_field_may_be_called_stage_already(tmp_path: Path, run: Run) -> None:
    write(tmp_path, {"tracks/a.yaml": "stage: Demo\n"})
    assert run("init", "--stage-field", "stage").code == 0
    assert entries(tmp_path) == "stages:\n  - id: demo\n    name: Demo\n"


OUTSIDE: dict[str, tuple[Files, bool, list[str]]] = {
    "a folder": ({"songs/a.yaml": DRAFT, "songs/ep/b.yaml": MIX}, False, ["mv songs tracks"]),
    "a folder in git": (
        {"my songs/a.yaml": DRAFT, "mkdocs.yml": "a: 1\n"},
        True,
        ["git mv 'my songs' tracks"],
    ),
    "an empty folder tracks": ({"a.yaml": DRAFT, "tracks/x.txt": ""}, False, ["mv a.yaml tracks"]),
    "a few files": ({"a.yaml": DRAFT, "b.yaml": MIX}, True, ["mkdir tracks", "git mv a.yaml b.yaml tracks"]),
    "many files": ({f"{n}.yaml": MIX for n in range(9)}, True, ["mkdir tracks", "git mv *.yaml tracks"]),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other commands for that")
@pytest.mark.parametrize(("files", "in_git", "commands"), OUTSIDE.values(), ids=OUTSIDE)
def test_files_at_other_places_are_moved_by_the_commands_that_the_refusal_has(
    files: Files, in_git: bool, commands: list[str], tmp_path: Path, run: Run
) -> None:
    write(tmp_path, files)
    if in_git:
        subprocess.run(["sh", "-c", "git init -q && git add ."], check=True, cwd=tmp_path)
    refused = run("init", "--stage-field", "status")
    advice = " and ".join(map(in_quotes, commands))
    assert (refused.code, refused.err.partition("; ")[2]) == (4, f"run {advice}, then run this again\n")
    subprocess.run(["sh", "-c", " && ".join(commands)], check=True, cwd=tmp_path)
    assert run("init", "--stage-field", "status").out == "stages.yaml\n"
    tracks = [text for path, text in files.items() if "status" in text]
    assert len(run("list", "-f", "ids").out.split()) == len(tracks)


def test_many_files_among_others_are_moved_by_hand(tmp_path: Path, run: Run) -> None:
    write(tmp_path, {**{f"{n}.yaml": MIX for n in range(9)}, "mkdocs.yaml": "a: 1\n"})
    assert run("init", "--stage-field", "status", str(tmp_path)).err.partition("; ")[2] == (
        "make a folder tracks there and move 0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml and 4 more into it, then run this again\n"
    )
