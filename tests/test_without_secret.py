"""Where no secret can be kept, changes work as usual, and undo, redo and recovery say what they cannot do and why."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import STATE_FOLDER, Files, Ran, read_all, write_files
from tests.journals import own_file, put, states
from tests.killing import Moment, kill, steps_of, stopping_at
from tests.surroundings import start

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
SET = ("set", "stage=mixing", "--all", "--yes")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither such modes nor SIGKILL")


@pytest.fixture
def no_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the secret that cannot be made, because a file is in its place."""
    state = tmp_path_factory.mktemp("home") / "state"
    state.write_text("")
    monkeypatch.setenv(STATE_FOLDER, str(state))
    return state


def why(state: Path) -> str:
    return (
        f"prodash: {state}/prodash: undo needs a file here that only you can read: Not a directory; "
        "make the folder writable, or set XDG_STATE_HOME to one that is\n"
    )


def test_changes_work_and_leave_nothing_behind_and_cannot_be_undone(
    no_home: Path, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    assert run(*SET)[::2] == (0, "")
    assert {path: (root / path).read_text() for path in THREE} == dict.fromkeys(THREE, "stage: mixing\n")
    assert (states(root), list(root.rglob(".prodash-*"))) == ([], [])
    for words in (["undo"], ["redo"], ["undo", "--list"]):
        assert run(*words) == Ran(5, "", why(no_home))
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n")
    assert not (root / ".prodash/index.json").exists()


def test_an_index_that_is_there_is_neither_read_nor_replaced(
    no_home: Path, catalogue: Make, run: Run
) -> None:
    root = catalogue({**THREE, ".prodash/index.json": "[1]"})
    assert run("list", "-f", "ids") == Ran(0, "a\nb\nc\n")
    assert (root / ".prodash/index.json").read_text() == "[1]"
    assert no_home.is_file()


def warmed_up(catalogue: Make, run: Run) -> tuple[Path, dict[str, bytes], list[str]]:
    """A catalogue, its files, and the steps of a change; what prodash makes for itself the first time takes none."""
    root = catalogue(THREE)
    before = read_all(root)
    assert run(*SET).code == 0
    write_files(root, before)
    steps = steps_of(lambda: run(*SET))
    write_files(root, before)
    return root, before, steps


@posix
def test_a_change_that_fails_or_is_interrupted_is_rolled_back(
    no_home: Path, catalogue: Make, run: Run
) -> None:
    root, before, steps = warmed_up(catalogue, run)

    def interrupt() -> None:
        raise KeyboardInterrupt

    replaced = [step for step, name in enumerate(steps, 1) if name == "replace"]
    for step in replaced:
        with stopping_at(step, Moment.AFTER, interrupt):
            assert run(*SET)[::2] == (130, "")
        assert (states(root), list(root.rglob(".prodash-*"))) == ([], [])
        assert read_all(root) in (before, {**before, **dict.fromkeys(THREE, b"stage: mixing\n")})
        write_files(root, before)
    assert no_home.is_file()


@posix
def test_a_killed_change_is_named_and_not_restored(no_home: Path, catalogue: Make, run: Run) -> None:
    root, before, steps = warmed_up(catalogue, run)
    replaced = [step for step, name in enumerate(steps, 1) if name == "replace"]
    kill(lambda: run(*SET), replaced[len(replaced) // 2], Moment.AFTER)
    half = read_all(root)
    assert half != before
    record = next((root / ".prodash/journal/unsealed").iterdir())
    said = (
        f"{record.relative_to(root)}: this change was interrupted while prodash had no secret to seal it with, "
        "so nothing was restored; check the files that changed last, then delete this record\n"
    )
    assert run("list", "-f", "ids")[::2] == (0, said)
    assert run("set", "bpm=1", "a")[::2] == (0, said)
    assert {path: data for path, data in read_all(root).items() if path != "tracks/a.yaml"} == {
        path: data for path, data in half.items() if path != "tracks/a.yaml"
    }
    record.unlink()
    assert run("list", "-f", "ids")[::2] == (0, "")
    assert no_home.is_file()


@posix
def test_once_there_is_a_secret_the_next_changes_can_be_undone(
    no_home: Path, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    assert run("set", "stage=mixing", "a").code == 0
    no_home.unlink()
    assert run("set", "stage=mixing", "b").code == 0
    assert run("undo").code == 0
    assert run("undo") == Ran(4, "", "prodash: there is nothing to undo\n")
    assert (root / "tracks/a.yaml").read_text() == "stage: mixing\n"


@posix
@pytest.mark.parametrize(
    "shut", [".prodash", *(pytest.param(name, marks=pytest.mark.slow) for name in ("journal", "own folder"))]
)
def test_what_cannot_be_looked_into_is_said_so_in_place_of_nothing_to_undo(
    shut: str, catalogue: Make, run: Run
) -> None:
    root = catalogue(THREE)
    assert run("set", "stage=mixing", "a").code == 0
    own = Path(own_file(root, 1, "done").folder)
    folder = {".prodash": root / ".prodash", "journal": own.parent, "own folder": own}[shut]
    before = read_all(root)
    folder.chmod(0)
    try:
        started = {words: start(words.split(), cwd=root) for words in ("list -f ids", "undo", "set bpm=1 b")}
    finally:
        folder.chmod(0o755)
    ran = {words: Ran(one.returncode, one.stdout, one.stderr) for words, one in started.items()}
    why = "no permission to read it; change its permissions (chmod -R u+rwX .prodash)\n"
    listed_folder, own_folder = {
        ".prodash": (".prodash/journal", ".prodash/journal"),
        "journal": (".prodash/journal", own.relative_to(root)),
        "own folder": (own.relative_to(root), own.relative_to(root)),
    }[shut]
    remark = f"prodash cannot look for an unfinished change: {listed_folder}: {why}"
    assert ran["list -f ids"] == Ran(0, "b\nc\na\n", remark)
    assert ran["undo"].code == 5
    assert ran["undo"].err.splitlines(True)[-1] == f"prodash: {own_folder}: {why}"
    assert ran["set bpm=1 b"][:2] == (4, "")
    assert read_all(root) == before


@posix
def test_a_disk_that_fails_is_named(catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = catalogue(THREE)
    assert run("set", "stage=mixing", "a").code == 0
    file, listdir, read = own_file(root, 1, "done"), os.listdir, os.open

    def failing_list(path: str) -> list[str]:
        if str(path) == file.folder:
            raise OSError(5, "Input/output error")
        return listdir(path)

    def failing_open(path: str, *args: Any, **options: Any) -> int:
        if str(path) == file.path:
            raise OSError(5, "Input/output error")
        return read(path, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", failing_list)
        reason = f"{file.shown_folder}: Input/output error\n"
        remark = f"prodash cannot look for an unfinished change: {reason}"
        assert run("list", "-f", "ids") == Ran(0, "b\nc\na\n", remark)
        assert run("undo") == Ran(5, "", f"{remark}prodash: {reason}")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", failing_open)
        assert run("undo") == Ran(5, "", f"prodash: {file.shown_path}: Input/output error\n")
        assert "its record cannot be read: Input/output error" in run("undo", "--list", "-f", "csv").out
    assert run("undo").code == 0


@posix
def test_a_name_with_a_line_break_in_the_journal_begins_no_line(catalogue: Make, run: Run) -> None:
    root = catalogue(THREE)
    put(own_file(root, 1, "done"), b"")
    (root / ".prodash/journal/\n::error::x\x1b.doing").write_bytes(b"")
    said = run("list", "-f", "ids").err
    assert (
        said.count("\n"),
        "\x1b" in said,
        said.startswith(".prodash/journal/\\n::error::x\\x1b.doing: "),
    ) == (
        1,
        False,
        True,
    )
