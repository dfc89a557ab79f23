"""Somebody who reads while another prodash writes sees the catalogue of one moment, or is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.cli import main
from tests.conftest import STATE_FOLDER, Files, Ran, read_all
from tests.killing import Moment, code_when_stopped, kill, renames, steps_of

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Patch = pytest.MonkeyPatch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no fork")

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
SET = ("set", "stage=mixing", "--all", "--yes", "--no-index")
LIST = ("list", "-f", "tsv", "--columns", "id,stage", "--no-index")


def listed(stage: str) -> str:
    return "id\tstage\n" + "".join(f"{name}\t{stage}\n" for name in "abc")


def while_reading(patch: Patch, act: Callable[[], object], times: int) -> None:
    """Let another process *act* as soon as one of the files is read, the first *times* times."""
    real, left, reader = os.open, [times], os.getpid()

    def opened(path: str, *args: int, **options: int | None) -> int:
        if str(path).endswith("tracks/b.yaml") and left[0] and os.getpid() == reader:
            left[0] -= 1
            act()
        return real(path, *args, **options)

    patch.setattr(os, "open", opened)


def whole_change(argv: tuple[str, ...] = SET) -> None:
    assert code_when_stopped(lambda: main(argv), 0, lambda: None) == 0


def test_a_change_that_begins_and_ends_meanwhile_is_seen_whole(
    catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    catalogue(THREE)
    while_reading(monkeypatch, whole_change, 1)
    assert run(*LIST) == Ran(0, listed("mixing"))


def test_a_change_without_a_secret_that_begins_and_ends_meanwhile_is_seen_whole(
    catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue(THREE)
    # A file is no folder, so no secret can be kept there, and no batch leaves anything in the journal.
    monkeypatch.setenv(STATE_FOLDER, str(root / "stages.yaml"))
    assert run("set", "stage=recorded", "--all", "--yes", "--no-index").code == 0
    while_reading(monkeypatch, whole_change, 1)
    assert run(*LIST) == Ran(0, listed("mixing"))


def test_an_undo_and_a_redo_meanwhile_are_seen_though_all_names_in_the_journal_are_back(
    catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    catalogue(THREE)
    assert run(*SET).code == 0
    reads: list[int] = []

    def undo_and_redo() -> None:
        reads.append(1)
        if len(reads) == 1:
            whole_change(("undo", "--yes", "--no-index"))
            whole_change(("redo", "--yes", "--no-index"))

    while_reading(monkeypatch, undo_and_redo, 9)
    assert (run(*LIST), len(reads)) == (Ran(0, listed("mixing")), 2)


def test_a_change_that_is_killed_meanwhile_is_rolled_back(
    catalogue: Make, run: Run, monkeypatch: Patch
) -> None:
    root = catalogue(THREE)
    assert (run(*SET).code, run("undo").code) == (0, 0)
    before = read_all(root)
    steps = steps_of(lambda: run(*SET))
    assert run("undo").code == 0
    while_reading(monkeypatch, lambda: kill(lambda: main(SET), renames(steps)[-2], Moment.BEFORE), 1)
    code, out, err = run(*LIST)
    assert (code, out) == (0, listed("seed"))
    assert err.endswith(" was interrupted: 2 files restored\n")
    assert read_all(root) == before


def test_changes_without_end_are_told(catalogue: Make, run: Run, monkeypatch: Patch) -> None:
    catalogue(THREE)
    numbers = iter(range(100))
    while_reading(monkeypatch, lambda: whole_change(("set", f"bpm={next(numbers)}", "c", "--no-index")), 100)
    said = "another prodash is changing this catalogue; the output may be incomplete\n"
    assert run(*LIST) == Ran(0, listed("seed"), said)


def test_two_changes_that_meet_are_both_made(catalogue: Make, run: Run, monkeypatch: Patch) -> None:
    root = catalogue(THREE)
    while_reading(monkeypatch, lambda: whole_change(("set", "bpm=90", "a", "--no-index")), 1)
    assert run("set", "take=2", "--all", "--yes", "--no-index", "--dry-run").code == 0
    assert run("set", "take=2", "--all", "--yes", "--no-index").code == 0
    assert (root / "tracks/a.yaml").read_text() == "stage: seed\nbpm: 90\ntake: 2\n"
