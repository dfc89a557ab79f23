"""Whatever happens while the merge driver merges, both sides are in the file afterwards, or it is as before."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.storage.merge import driver as storage_driver
from prodash.storage.merge import merge
from tests.conftest import Ran
from tests.merge.cases import TRACK, between, conflict, track
from tests.merge.driver import Driven, drive
from tests.surroundings import environment

Run = Callable[..., Ran]

OURS, THEIRS = track(("mixing", "done")), track(("2026-12-01", "2027-01-01"))
BY_GIT = conflict(
    "stage: mixing\ndue: 2026-12-01\n",
    "stage: done\ndue: 2026-12-01\n",
    "stage: mixing\ndue: 2027-01-01\n",
)[0]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, RecursionError, RuntimeError, SystemExit])
def test_a_fault_gives_what_git_makes_of_the_lines(
    fault: type[BaseException], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(merge, "merge_fields", fail)
    assert drive(run, tmp_path, TRACK, OURS, THEIRS) == Driven(1, BY_GIT)


@pytest.mark.parametrize("last", ["\n", ""], ids=["with a line end", "without a last line end"])
def test_without_git_both_sides_stand_between_markers(
    last: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert drive(run, tmp_path, "a: 1\n", f"a: 2{last}", f"a: 3{last}") == Driven(
        1, between("a: 2\n", "a: 3\n")
    )


def test_a_file_that_cannot_be_written_is_as_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage_driver, "replace_file", fail)
    driven = drive(run, tmp_path, TRACK, OURS, THEIRS)
    assert (driven.code, driven.merged) == (5, OURS)
    assert "No space left on device" in driven.err


UNREADABLE = {
    "markers in the base": (between("stage: a\n", "stage: b\n"), "stage: c\n", "stage: d\n"),
    "ours cannot be read": (TRACK, "title: [\n", "title: Mist\n"),
    "theirs has a key twice": ("a: 1\n", "a: 2\n", "a: 3\na: 4\n"),
    "a long text": ("a: 1\nb: 1\n# " + "x" * 60_000, "a: 2\nb: 1\n", "a: 1\nb: 2\n"),
    "an anchor": ("a: &x 1\nb: 2\n", "a: &x 2\nb: 2\n", "a: &x 3\nb: 2\n"),
}


@pytest.mark.parametrize(("base", "ours", "theirs"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_merged_by_git(
    base: str, ours: str, theirs: str, run: Run, tmp_path: Path
) -> None:
    driven = drive(run, tmp_path, base, ours, theirs)
    for name, text in zip("OAB", (base, ours, theirs), strict=True):
        (tmp_path / name).write_text(text)
    names = [word for name in ("ours", "base", "theirs") for word in ("-L", name)]
    by_git = subprocess.run(
        ["git", "merge-file", "-p", *names, *(str(tmp_path / name) for name in "AOB")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert by_git.returncode == 1
    assert driven == Driven(1, by_git.stdout)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        pytest.param(
            "a: &x 1\nb: 2\nc: 3\nd: 4\n",
            "z: 1\na: &x 1\nb: 2\nc: 3\nd: 4\n",
            "a: &x 1\nb: 2\nc: 3\nd: 4\nz: 1\n",
            id="with an anchor",
        ),
        pytest.param(
            '{\n"a": 1,\n"b": 2,\n"c": 3\n}\n',
            '{\n"z": 8,\n"a": 1,\n"b": 2,\n"c": 3\n}\n',
            '{\n"a": 1,\n"b": 2,\n"c": 3,\n"z": 9\n}\n',
            id="in braces",
        ),
    ],
)
def test_a_merge_of_git_that_breaks_the_file_is_a_conflict(
    base: str, ours: str, theirs: str, run: Run, tmp_path: Path
) -> None:
    driven = drive(run, tmp_path, base, ours, theirs)
    assert driven == Driven(1, between(ours, theirs))


def test_a_closed_stdin_and_stderr_do_not_matter(tmp_path: Path) -> None:
    for name, text in zip("OAB", (TRACK, track(("mixing", "a")), track(("mixing", "b"))), strict=True):
        (tmp_path / name).write_text(text)
    closed = (
        "import os, sys; os.close(0); os.close(2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            closed,
            "-m",
            "prodash",
            "merge-driver",
            "O",
            "A",
            "B",
            "7",
            "tracks/fog.yaml",
        ],
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert ran.returncode == 1
    assert (tmp_path / "A").read_text() == conflict("stage: mixing\n", "stage: a\n", "stage: b\n")[0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["A", "B", "O"]


def test_the_words_of_an_old_git_are_taken_for_none(run: Run, tmp_path: Path) -> None:
    texts = (TRACK, track(("mixing", "a")), track(("mixing", "b")))
    for name, text in zip("OAB", texts, strict=True):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in "OAB"]
    assert run("merge-driver", *files, "%L", "%P", "%S", "%X", "%Y").code == 1
    assert (tmp_path / "A").read_text() == conflict("stage: mixing\n", "stage: a\n", "stage: b\n")[0]


def test_markers_have_the_length_and_the_names_that_git_asks_for(run: Run, tmp_path: Path) -> None:
    texts = (TRACK, track(("mixing", "a")), track(("mixing", "b")))
    for name, text in zip("OAB", texts, strict=True):
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in "OAB"]
    ran = run("merge-driver", *files, "9", "tracks/fog.yaml", "the base", "HEAD", "side")
    assert ran == Ran(1, err="tracks/fog.yaml: both sides changed stage\n")
    marked = f"{'<' * 9} HEAD\nstage: a\n{'=' * 9}\nstage: b\n{'>' * 9} side\n"
    assert (tmp_path / "A").read_text() == track(("stage: mixing\n", marked))


@pytest.mark.parametrize("ours", ["title: b\n", ""], ids=["changed", "removed"])
def test_a_marker_stands_at_the_start_of_its_line_also_where_a_byte_order_mark_was(
    ours: str, run: Run, tmp_path: Path
) -> None:
    mark, rest = "\ufeff", "stage: mixing\n"
    sides = [mark + title + rest for title in ("title: a\n", ours, "title: c\n")]
    merged = between(ours and mark + ours, mark + "title: c\n") + rest
    assert drive(run, tmp_path, *sides)[:2] == (1, merged)


def test_lines_that_git_does_not_tell_apart_are_in_conflict_as_git_has_them(run: Run, tmp_path: Path) -> None:
    base, ours, theirs = (f"title: {name}\rstage: mixing\r" for name in "abc")
    driven = drive(run, tmp_path, base, ours, theirs)
    assert driven[:2] == (1, between(f"{ours}\n", f"{theirs}\n"))


def test_a_comment_that_another_one_begins_with_is_none_of_it(run: Run, tmp_path: Path) -> None:
    texts = [f"stage: mixing  # {comment}\n" for comment in ("with Jo", "with Jo and Al", "with J")]
    assert drive(run, tmp_path, *texts) == Driven(0, "stage: mixing  # with Jo and Al  # with J\n")
