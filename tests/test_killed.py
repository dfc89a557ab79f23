"""Killed at any step, a change is done whole or not at all, and the next command says what it put back."""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from prodash.cli import main
from prodash.model.select.select import NO_TRACKS
from tests.conftest import Files, Ran, read_all, write_files
from tests.journals import states
from tests.killing import Choose, Moment, distinct, each_way, every, in_two, kill, renames, steps_of

Run = Callable[..., Ran]
At = tuple[int, Moment]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork nor SIGKILL")

UNCHANGING = {"close", "fsync", "sync"}
"""Steps that leave all on the disk as it is, as far as another process can see."""

MIDNIGHT = r"2026-11-21T00:00:00[+-]\d\d:\d\d"
SEED = "# mine\ntitle: Ünder  # keep\nstage:   'seed'\n"
FIFTY = {f"tracks/{n % 3}/t{n:02}.yaml": f"{SEED}bpm: {n}\n" for n in range(50)}
THREE = {f"tracks/{name}.yaml": SEED for name in "abc"}
MIXING = {"tracks/mix.yaml": "stage: mixing\n", "tracks/deep/too.yaml": "stage: mixing\n"}


class Case(NamedTuple):
    """A command, the files it works on, and what has to run before."""

    files: Files
    argv: Sequence[str]
    first: Sequence[Sequence[str]] = ()


LIST = ("-C", "catalogue", "list", "-f", "ids", "--no-index")
SET = ("set", "stage=mixing", "--all", "--yes")
RENAME = ("stages", "rename", "mixing", "mixdown", "--yes")
SCHEMAS = ("schema", "--write")
ADD = ("add", "New Song", "stage=mixing")
ADD_BELOW = (*ADD, "--folder", "new/folder")
MOVE = ("move", "mix", "too", "new/folder")
CASES = {
    "set": Case(THREE, SET),
    "set after undo": Case(THREE, SET, first=[("set", "stage=writing", "--all"), ("undo",)]),
    "rename of a stage": Case(MIXING, RENAME, first=[SCHEMAS]),
    "add": Case(THREE, ADD, first=[SCHEMAS]),
    "add in a new folder": Case(THREE, ADD_BELOW, first=[SCHEMAS]),
    "undo of move": Case(MIXING, ("undo",), first=[MOVE]),
    "undo": Case(THREE, ("undo",), first=[SET]),
    "undo of add": Case(THREE, ("undo",), first=[ADD]),
    "undo of a chosen batch": Case(
        THREE,
        ("undo", "--batch", "1", "--skip-changed"),
        first=[("set", "stage=writing", "a", "b"), ("set", "bpm=1", "b"), ("set", "bpm=1", "c")],
    ),
    "redo": Case(THREE, ("redo",), first=[SET, ("undo",)]),
    "redo of add": Case(THREE, ("redo",), first=[ADD, ("undo",)]),
}

OFTEN = ("set", "rename of a stage", "add", "undo of move", "undo", "redo")
"""The cases that are tried every day."""

SLOW_CASES = {
    **CASES,
    "move to a new folder": Case(MIXING, MOVE, first=[SCHEMAS]),
    "remove": Case(MIXING, ("remove", "--all", "--yes")),
}


class Scene:
    """One catalogue that is put back to where a case begins, as often as it is killed."""

    def __init__(self, case: Case, folder: Path, run: Run) -> None:
        self.root, self.kept = write_files(folder / "catalogue", case.files), folder / "kept"
        self.run, self.argv = run, ("-C", "catalogue", *case.argv, "--no-index")
        for argv in case.first:
            assert run("-C", "catalogue", *argv).code == 0, argv
        shutil.copytree(self.root, self.kept)
        self.old, self.old_folders = _catalogue(self.root), _folders(self.root)
        self.steps = self.steps_taken()
        self.new = _catalogue(self.root)

    def work(self) -> None:
        assert main(self.argv) == 0

    def half_done(self) -> None:
        """Let the work be killed in its middle, and make the next command, which finds it, the work."""
        self.begin()
        # What editors read is written behind the batch; its steps would move the middle.
        assert self.run("-C", "catalogue", *SCHEMAS).code == 0
        shutil.rmtree(self.kept)
        shutil.copytree(self.root, self.kept)
        self.steps = self.steps_taken()
        self.begin()
        replaced = [step for step, name in enumerate(self.steps, 1) if name in {"replace", "link"}]
        kill(self.work, replaced[len(replaced) // 2], Moment.AFTER)
        shutil.rmtree(self.kept)
        shutil.copytree(self.root, self.kept)
        self.argv = LIST
        self.steps = self.steps_taken()

    def steps_taken(self) -> list[str]:
        """The steps of the work from where it begins; those of the index, which depend on the time, have a test of their own."""
        self.begin()
        return steps_of(lambda: self.run(*self.argv))

    def killed_at(self, at: At) -> str:
        """Begin, be killed, and check; what the next command said."""
        step, moment = at
        self.begin()
        kill(self.work, step, moment)
        return self.check(f"{moment} step {step} ({self.steps[step - 1]})")

    def elsewhere(self) -> None:
        """Go on in another folder, so that two can be killed at once."""
        self.root = self.kept.parent / "second" / "catalogue"
        self.root.mkdir(parents=True)
        os.chdir(self.root.parent)

    def killed_at_each(self, at: Sequence[At]) -> list[str]:
        """What the next command said of each kill, in any order."""
        return in_two(at, self.killed_at, self.elsewhere)

    def begin(self) -> None:
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)

    def check(self, at: str) -> str:
        """Everything is old or new and nothing is left behind; what the next command said of it."""
        half = _catalogue(self.root) not in (self.old, self.new)
        code, out, said = self.run(*LIST)
        # What an empty catalogue says has nothing to do with the kill.
        said = said.replace(f"{NO_TRACKS}\n", "")
        now = _catalogue(self.root)
        assert now in (self.old, self.new), at
        assert said or not half, at
        if said:
            assert (now, _folders(self.root)) == (self.old, self.old_folders), at
            assert re.fullmatch(SAID, said), (at, said)
            assert self.run(*LIST) == Ran(code, out), at
        ids = sorted(Path(name).stem for name in now if name.startswith("tracks/"))
        assert (code, sorted(out.split())) == (0, ids), at
        assert left_behind(self.root) == [], at
        return said


SAID = (
    rf"((undoing|redoing) )?(['\"`])prodash -C \S+ .+\3 \({MIDNIGHT}\) was interrupted: "
    r"(no file was changed|\d+ files? restored)\n"
)


def _catalogue(root: Path) -> dict[str, bytes]:
    """Its files but for what is hidden."""
    return {path: data for path, data in read_all(root).items() if not Path(path).name.startswith(".")}


def _folders(root: Path) -> list[Path]:
    return sorted(path.relative_to(root) for path in (root / "tracks").rglob("*") if path.is_dir())


def left_behind(root: Path) -> list[str]:
    """What a change has beside files and in the journal that is neither done nor undone."""
    beside = [path.name for path in root.rglob(".prodash-*")]
    return beside + [name for name in states(root) if not name.endswith((".done", ".undone"))]


def moments(steps: Sequence[str], chosen: Sequence[int]) -> list[At]:
    """Before each chosen step, half-way where it writes, and after the last of all.

    Nothing happens on the disk between two steps, so after one is before the next.
    """
    before = [(step, Moment.BEFORE) for step in sorted({_first_alike(steps, step) for step in chosen})]
    half = [(step, Moment.HALF) for step in chosen if steps[step - 1] == "write"]
    return [*before, *half, (len(steps), Moment.AFTER)]


def _first_alike(steps: Sequence[str], step: int) -> int:
    """The first step before which the disk is as it is before *step*, since those between change nothing on it."""
    while step > 1 and steps[step - 2] in UNCHANGING:
        step -= 1
    return step


def test_of_steps_that_repeat_the_first_and_the_last_round_are_distinct() -> None:
    steps = ["mkdir", *["open", "write", "close"] * 5, "sync", *["close"] * 4, "unlink", "mkdir"]
    assert distinct(steps) == [1, *(2, 3, 4), *(14, 15, 16), 17, *(18, 21), 22, 23]


def test_a_kill_behind_a_step_that_changes_nothing_is_the_kill_before_it() -> None:
    steps = ["open", "write", "fsync", "close", "replace"]
    before = [(1, Moment.BEFORE), (2, Moment.BEFORE), (3, Moment.BEFORE)]
    assert moments(steps, [1, 2, 3, 4, 5]) == [*before, (2, Moment.HALF), (5, Moment.AFTER)]
    assert moments(steps, [5]) == [(3, Moment.BEFORE), (5, Moment.AFTER)]


@pytest.mark.slow
@each_way
def test_fifty_files_are_all_old_or_all_new_wherever_the_kill_comes(
    chosen: Choose, tmp_path: Path, run: Run
) -> None:
    scene = Scene(Case(FIFTY, SET), tmp_path, run)
    assert len(scene.steps) > 200
    at = [one for one in moments(scene.steps, chosen(scene.steps)) if one[1] is not Moment.HALF]
    said = {words.partition("interrupted: ")[2] for words in scene.killed_at_each(at)}
    assert {"", "no file was changed\n"} < said
    assert "50 files restored\n" in said
    assert len(said) > 10 or chosen is distinct


@pytest.mark.parametrize(
    ("case", "chosen"),
    [
        *(
            pytest.param(
                case,
                distinct if name == "set" else renames,
                id=name,
                marks=() if name in OFTEN else pytest.mark.slow,
            )
            for name, case in CASES.items()
        ),
        *(
            pytest.param(case, every, id=f"{name}-every", marks=pytest.mark.slow)
            for name, case in SLOW_CASES.items()
        ),
    ],
)
def test_a_kill_at_any_step_leaves_all_or_nothing(
    case: Case, chosen: Choose, tmp_path: Path, run: Run
) -> None:
    scene = Scene(case, tmp_path, run)
    assert scene.old != scene.new
    said = scene.killed_at_each(moments(scene.steps, chosen(scene.steps)))
    assert any("restored" in words for words in said)


@pytest.mark.parametrize("chosen", [renames, pytest.param(every, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["set", "rename of a stage", "undo of add", "redo"])
def test_putting_back_may_be_killed_too(name: str, chosen: Choose, tmp_path: Path, run: Run) -> None:
    scene = Scene(CASES[name], tmp_path, run)
    scene.half_done()
    said = scene.killed_at_each(moments(scene.steps, chosen(scene.steps)))
    assert (said[0] != "", _catalogue(scene.root)) == (True, scene.old)
