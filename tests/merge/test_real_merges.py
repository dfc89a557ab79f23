"""git merges, rebases, picks and unstashes with the driver in a real repository."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.merge.cases import TRACK, between, edited, track
from tests.surroundings import git

FOG = "tracks/fog.yaml"
DONE, LATER = ("mixing", "done"), ("2026-12-01", "2027-01-01")
OURS, THEIRS, BOTH = track(DONE), track(LATER), track(DONE, LATER)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one track on the branch main, whose files git merges with the driver."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ann@example.org")
    git(tmp_path, "init", "--quiet", "--template=", "--initial-branch=main")
    driver = shlex.join([sys.executable, "-m", "prodash", "merge-driver"])
    git(tmp_path, "config", "merge.prodash.driver", f"{driver} %O %A %B %L %P %S %X %Y")
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/attributes").write_text("*.yaml merge=prodash\n")
    commit(tmp_path, TRACK)
    return tmp_path


def commit(root: Path, text: str, path: str = FOG) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=a change")


def branches(root: Path, ours: str, theirs: str) -> None:
    """Commit *theirs* on the branch side, and *ours* on main, which is checked out."""
    git(root, "checkout", "--quiet", "-b", "side")
    commit(root, theirs)
    git(root, "checkout", "--quiet", "main")
    commit(root, ours)


def fails(root: Path, *arguments: str) -> bool:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False).returncode != 0


def stash(root: Path) -> None:
    git(root, "checkout", "--quiet", "side~")
    (root / FOG).write_text(THEIRS)
    git(root, "stash")
    git(root, "checkout", "--quiet", "main")
    git(root, "stash", "pop")


WAYS: dict[str, Callable[[Path], object]] = {
    "merge": lambda root: git(root, "merge", "--quiet", "--message=both", "side"),
    "merge --squash": lambda root: git(root, "merge", "--squash", "side"),
    "rebase": lambda root: git(root, "rebase", "--quiet", "side"),
    "cherry-pick": lambda root: git(root, "cherry-pick", "side"),
    "stash pop": stash,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_neighbouring_lines_do_not_conflict(way: Callable[[Path], object], repository: Path) -> None:
    branches(repository, OURS, THEIRS)
    way(repository)
    assert (repository / FOG).read_text() == BOTH
    assert not list(repository.glob(".merge_file*"))


def test_a_renamed_track_is_merged_too(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "side")
    git(repository, "mv", FOG, "tracks/mist.yaml")
    commit(repository, THEIRS, "tracks/mist.yaml")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, OURS)
    git(repository, "merge", "--quiet", "--message=both", "side")
    assert {path.name: path.read_text() for path in (repository / "tracks").iterdir()} == {"mist.yaml": BOTH}


def test_a_track_that_both_added_conflicts_in_what_differs(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "side")
    commit(repository, "title: Dew\nstage: idea\nworkflows: [a]\n", "tracks/dew.yaml")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, "title: Dew\nstage: mixing\nworkflows: [b]\n", "tracks/dew.yaml")
    assert fails(repository, "merge", "side")
    merged = (repository / "tracks/dew.yaml").read_text()
    assert ours_and_theirs(merged) == (
        "title: Dew\n" + between("stage: mixing\n", "stage: idea\n") + "workflows: [b, a]\n"
    )


def ours_and_theirs(merged: str) -> str:
    """*merged* with the names of the sides that a git has that knows no names of branches."""
    lines = merged.splitlines(keepends=True)
    names = {"<<<<<<< ": "<<<<<<< ours\n", ">>>>>>> ": ">>>>>>> theirs\n"}
    return "".join(names.get(line[:8], line) for line in lines)


def test_a_base_in_conflict_is_merged_line_by_line(repository: Path) -> None:
    branches(repository, track(("mixing", "a")), track(("mixing", "b")))
    for branch, other, stage in (("main", "side", "c"), ("side", "main~", "d")):
        git(repository, "checkout", "--quiet", branch)
        assert fails(repository, "merge", "--quiet", other)
        commit(repository, track(("mixing", stage)))
    git(repository, "checkout", "--quiet", "main")
    assert fails(repository, "merge", "side")
    expected = edited(TRACK, ("stage: mixing\n", between("stage: c\n", "stage: d\n")))
    assert ours_and_theirs((repository / FOG).read_text()) == expected


def test_the_base_is_shown_to_those_who_want_to_see_it(repository: Path) -> None:
    git(repository, "config", "merge.conflictStyle", "diff3")
    branches(repository, track(("mixing", "a")), track(("mixing", "b"), LATER))
    assert fails(repository, "merge", "side")
    lines = (repository / FOG).read_text().splitlines()
    assert [line for line in lines if not line.startswith(("<", ">", "|"))][1:6] == [
        *("stage: a", "stage: mixing", "=======", "stage: b", "due: 2027-01-01")
    ]
    assert [line[:7] for line in lines if line.startswith(("<", ">", "|"))] == ["<" * 7, "|" * 7, ">" * 7]
