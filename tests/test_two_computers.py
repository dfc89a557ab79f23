"""Computers or users that share a folder each undo and recover their own changes, and lose nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import STATE_FOLDER, Files, Ran, read_all, secret_file
from tests.journals import states
from tests.killing import Moment, kill, steps_of

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
On = Callable[..., Ran]

THREE = {f"tracks/{name}.yaml": "stage: seed\n" for name in "abc"}
posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows neither fork nor SIGKILL")


@pytest.fixture
def root(catalogue: Make) -> Path:
    return catalogue(THREE)


@pytest.fixture
def on(run: Run, root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> On:
    """Run prodash on a computer of this name, each of which has a secret of its own."""
    base = tmp_path_factory.mktemp("computers")

    def run_on(computer: str, *argv: str) -> Ran:
        monkeypatch.setenv(STATE_FOLDER, str(base / computer))
        secret_file(root).make()
        return run(*argv)

    return run_on


def test_each_undoes_and_redoes_its_own_changes_only(root: Path, on: On) -> None:
    assert on("laptop", "set", "stage=mixing", "a").code == 0
    assert on("studio", "set", "stage=writing", "b").code == 0
    assert on("laptop", "set", "bpm=1", "c").code == 0
    assert states(root) == ["000001.done", "000001.done", "000002.done"]
    assert on("studio", "undo").code == 0
    code, _, err = on("studio", "undo")
    assert (code, err.partition(";")[0]) == (4, "prodash: there is nothing to undo")
    assert on("laptop", "undo").code == 0
    assert on("laptop", "undo").code == 0
    assert {path: (root / path).read_text() for path in THREE} == THREE
    assert on("studio", "redo").code == 0
    assert on("laptop", "redo").code == 0
    expected = {**THREE, "tracks/a.yaml": "stage: mixing\n", "tracks/b.yaml": "stage: writing\n"}
    assert {path: (root / path).read_text() for path in THREE} == expected


def test_what_the_other_one_changed_since_is_named_and_not_undone(root: Path, on: On) -> None:
    assert on("laptop", "set", "stage=mixing", "a").code == 0
    assert on("studio", "set", "bpm=1", "a").code == 0
    assert on("laptop", "undo") == Ran(
        4,
        "",
        "prodash: cannot undo 'prodash set stage=mixing a', made just now; nothing was changed\n"
        "tracks/a.yaml: it has changed since\n",
    )
    assert on("studio", "undo").code == 0
    assert on("laptop", "undo").code == 0
    assert {path: (root / path).read_text() for path in THREE} == THREE


@contextmanager
def killed_half_way(on: On, root: Path) -> Iterator[dict[str, bytes]]:
    """A change of all tracks that is killed on the laptop after half of the files were replaced."""
    argv = ("set", "stage=mixing", "--all", "--yes", "--no-index")
    before = read_all(root)
    # What prodash makes for itself the first time takes no steps then.
    assert [on("laptop", *words).code for words in (argv, ["undo"])] == [0, 0]
    steps = steps_of(lambda: on("laptop", *argv))
    assert on("laptop", "undo").code == 0
    replaced = [step for step, name in enumerate(steps, 1) if name == "replace"]
    kill(lambda: on("laptop", *argv), replaced[len(replaced) // 2], Moment.AFTER)
    half = read_all(root)
    assert {path: data for path, data in half.items() if path in before} != before
    yield before


@posix
def test_what_is_half_done_on_one_is_left_alone_by_the_other(root: Path, on: On) -> None:
    with killed_half_way(on, root) as before:
        half = read_all(root)
        code, _, told = on("studio", "list", "-f", "ids")
        assert (code, told.partition(": ")[2]) == (
            0,
            (
                "another computer, user or version of prodash has not finished this change, so files may be half "
                "changed; they were left alone; if this message stays, run prodash there, or delete this record\n"
            ),
        )
        assert read_all(root) == half
        assert on("studio", "set", "bpm=1", "c")[::2] == (0, told)
        changed = read_all(root)["tracks/c.yaml"]
        code, _, said = on("laptop", "list", "-f", "ids")
        assert (code, "was interrupted: " in said) == (0, True)
        assert read_all(root) in (before, {**before, "tracks/c.yaml": changed})
        assert on("studio", "list").err == ""
        assert on("studio", "undo").code in {0, 4}


@posix
def test_both_may_be_half_done_at_once(root: Path, on: On) -> None:
    with killed_half_way(on, root):
        argv = ("add", "New", "--no-index")
        assert [on("studio", *words).code for words in (argv, ["undo"])] == [0, 0]
        steps = steps_of(lambda: on("studio", *argv))
        assert on("studio", "undo").code == 0
        kill(lambda: on("studio", *argv), steps.index("link") + 1, Moment.AFTER)
        assert "was interrupted: 1 file restored\n" in on("studio", "list").err
        assert not (root / "tracks/new.yaml").exists()
        assert "was interrupted: " in on("laptop", "list").err
        assert {path: (root / path).read_text() for path in THREE} == THREE
        assert list(root.rglob(".prodash-*")) == []
