"""--commit commits exactly what a command changed, whatever else lies around."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.surroundings import git

pytestmark = pytest.mark.usefixtures("somebody")

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
THREE = {f"tracks/{name}.yaml": f"title: {name.upper()}\nstage: seed\n" for name in "abc"}


@pytest.fixture
def repository(catalogue: Make) -> Path:
    """A catalogue that git has, with one more file staged, one changed and one new."""
    root = catalogue({**THREE, "lyrics.txt": "la\n"})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    (root / "staged.txt").write_text("staged\n")
    git(root, "add", "staged.txt")
    (root / "lyrics.txt").write_text("la la\n")
    (root / "new.txt").write_text("new\n")
    return root


AROUND = " M lyrics.txt\nA  staged.txt\n?? new.txt\n"


def last_commit(root: Path) -> str:
    return git(root, "show", "--format=%B", "--name-status", "HEAD")


DONE = {
    "set": (
        ("set", "stage=mixing", "a", "b"),
        "Set stage to Mixing for 2 tracks\n\n\nM\ttracks/a.yaml\nM\ttracks/b.yaml\n",
    ),
    "one track": (("set", "due=", "bpm=3", "a"), "Clear due, set bpm to 3 for A\n\n\nM\ttracks/a.yaml\n"),
    "lists": (
        ("set", "workflows+=mixing,artwork", "a"),
        "Add mixing, artwork to workflows for A\n\n\nM\ttracks/a.yaml\n",
    ),
    "add": (("add", "New One"), "Add New One\n\n\nA\ttracks/new-one.yaml\n"),
    "rename": (
        ("stages", "rename", "seed", "Idea"),
        "Rename stage Seed to Idea\n\n\nM\tstages.yaml\nM\ttracks/a.yaml\nM\ttracks/b.yaml\nM\ttracks/c.yaml\n",
    ),
    "new file": (("workflows", "add", "Stems"), "Add workflow Stems\n\n\nA\tworkflows.yaml\n"),
    "own message": (
        ("set", "stage=mixing", "a", "--commit", "Mix day: it's - done"),
        "Mix day: it's - done\n\n\nM\ttracks/a.yaml\n",
    ),
    "own word": (("set", "stage=mixing", "--commit=Mixed", "a"), "Mixed\n\n\nM\ttracks/a.yaml\n"),
    "before an option": (
        ("set", "--commit", "--stage", "seed", "stage=mixing"),
        "Set stage to Mixing for 3 tracks\n\n\nM\ttracks/a.yaml\nM\ttracks/b.yaml\nM\ttracks/c.yaml\n",
    ),
    "before an assignment": (
        ("set", "--commit", "stage=mixing", "a"),
        "Set stage to Mixing for A\n\n\nM\ttracks/a.yaml\n",
    ),
}


@pytest.mark.parametrize(("argv", "commit"), DONE.values(), ids=DONE)
def test_the_changed_paths_are_committed_and_nothing_else(
    argv: tuple[str, ...], commit: str, repository: Path, run: Run
) -> None:
    own = any(word.startswith("--commit") for word in argv)
    ran = run(*argv, *(() if own else ("--commit",)))
    assert (ran.code, ran.err) == (0, f"committed: {commit.splitlines()[0]}\n")
    assert last_commit(repository) == commit
    assert git(repository, "status", "--porcelain") == AROUND


def test_undo_and_redo_are_committed_too(repository: Path, run: Run) -> None:
    run("add", "New One", "--commit")
    assert run("undo", "--commit").err == "committed: Undo: Add New One\n"
    assert last_commit(repository) == "Undo: Add New One\n\n\nD\ttracks/new-one.yaml\n"
    assert run("redo", "--commit").err == "committed: Redo: Add New One\n"
    assert last_commit(repository) == "Redo: Add New One\n\n\nA\ttracks/new-one.yaml\n"
    assert git(repository, "status", "--porcelain") == AROUND


@pytest.mark.parametrize(
    "argv",
    [("set", "stage=seed", "a", "--commit"), ("set", "stage=mixing", "a", "--dry-run", "--commit")],
    ids=" ".join,
)
def test_where_nothing_is_changed_there_is_no_commit(
    argv: tuple[str, ...], repository: Path, run: Run
) -> None:
    assert (run(*argv).code, run(*argv).err) == (0, "")
    assert git(repository, "log", "--format=%s") == "start\n"


def test_a_file_that_is_as_git_has_it_needs_no_commit(repository: Path, run: Run) -> None:
    run("set", "stage=mixing", "a")
    ran = run("set", "stage=seed", "a", "--commit")
    assert (ran.code, ran.err) == (0, "nothing to commit: git already has these changes\n")
    assert git(repository, "log", "--format=%s") == "start\n"


def own_files(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in read_all(root).items() if not path.startswith(".git/")}


def refused(root: Path, run: Run, words: str) -> None:
    """The change is made and can be undone, but git refused with these *words*."""
    before = own_files(root)
    ran = run("set", "stage=mixing", "a", "--commit")
    assert (ran.code, ran.out) == (5, "a  Seed -> Mixing\n1 changed\n")
    assert ran.err.startswith("prodash: git commit failed:")
    assert words in [line.strip() for line in ran.err.removeprefix("prodash: git commit failed:").split("\n")]
    assert (root / "tracks/a.yaml").read_bytes() == b"title: A\nstage: mixing\n"
    assert run("undo").code == 0
    assert own_files(root) == before


def test_outside_a_repository_the_files_are_changed_and_git_says_why(catalogue: Make, run: Run) -> None:
    refused(catalogue(THREE), run, "fatal: not a git repository (or any of the parent directories): .git")


@pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts")
def test_a_hook_that_refuses_is_quoted(repository: Path, run: Run) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    refused(repository, run, "not today")
    assert git(repository, "status", "--porcelain") == AROUND


def test_another_gits_lock_is_left_alone(repository: Path, run: Run) -> None:
    lock = repository / ".git/index.lock"
    lock.touch()
    refused(repository, run, f"fatal: Unable to create '{lock}': File exists.")
    assert lock.exists()


def test_a_message_that_is_a_track_is_asked_about(repository: Path, run: Run) -> None:
    before = read_all(repository)
    assert run("set", "stage=mixing", "b", "--commit", "a") == Ran(
        2, "", "prodash: --commit takes 'a' as its message; put --commit last, or write --commit='a' a\n"
    )
    assert run("set", "stage=mixing", "--commit", "a") == Ran(
        2,
        "",
        "prodash: name the tracks to change: ids, a filter such as --stage, or --all; "
        "--commit took 'a' as its message, so put it last\n",
    )
    assert read_all(repository) == before
