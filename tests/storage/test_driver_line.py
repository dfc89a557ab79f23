"""The line by which git runs prodash for a merge: whatever becomes of prodash, no side of a conflict is lost."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.cli import main
from tests.conftest import Files, write_files
from tests.surroundings import git

Make = Callable[[Files], Path]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of the tests are shell scripts")

BASE, OURS, THEIRS = "title: A\nstage: seed\n", "title: A\nstage: mixing\n", "title: A\nstage: writing\n"
MARKERS = "title: A\n<<<<<<< ours\nstage: mixing\n=======\nstage: writing\n>>>>>>> theirs\n"
BY_PRODASH = "title: A\n<<<<<<< mine\nstage: mixing\n=======\nstage: writing\n>>>>>>> yours\n"

PROGRAMS: dict[str, tuple[str | None, str]] = {
    "it merges": ("#!/bin/sh\necho 'stage: both' > $3\n", "stage: both\n"),
    "it leaves a conflict": (f"#!/bin/sh\necho '{BY_PRODASH.rstrip()}' > $3\nexit 1\n", BY_PRODASH),
    "it is missing": (None, MARKERS),
    "its Python is gone": ("#!/nowhere/python\n", MARKERS),
    "it is too old": ("#!/bin/sh\nexit 2\n", MARKERS),
    "it fails while it starts": ("#!/bin/sh\necho Traceback >&2\nexit 1\n", MARKERS),
    "it is killed": ("#!/bin/sh\nkill -9 $$\n", MARKERS),
}
SHELLS = {name: path for name in ("sh", "dash", "bash", "busybox") if (path := shutil.which(name))}


def folder_with(program: str | None, folder: Path) -> str:
    """A PATH without prodash, or with this *program* in its place."""
    folder.mkdir()
    for name in ("git", "grep", "sh", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    if program is not None:
        (folder / "prodash").write_text(program)
        (folder / "prodash").chmod(0o755)
    return str(folder)


@pytest.fixture
def driver(catalogue: Make, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The line that git-setup writes where prodash is on the PATH."""
    root = catalogue({"tracks/a.yaml": BASE})
    git(root, "init", "--quiet")
    monkeypatch.setenv("PATH", folder_with("", tmp_path_factory.mktemp("path") / "bin"))
    assert main(["git-setup"]) == 0
    return git(root, "config", "merge.prodash.driver").rstrip("\n")


@pytest.mark.parametrize(
    "shell",
    [
        pytest.param(path, id=name, marks=[] if name == "sh" else pytest.mark.slow)
        for name, path in SHELLS.items()
    ],
)
@pytest.mark.parametrize(("program", "merged"), PROGRAMS.values(), ids=PROGRAMS)
def test_it_gives_a_merge_or_both_sides_between_markers_in_every_shell(
    program: str | None, merged: str, shell: str, driver: str, tmp_path: Path
) -> None:
    ours, base, theirs = write_sides(tmp_path / "merge", OURS, BASE, THEIRS)
    line = driver
    for placeholder, word in {
        "%O": base,
        "%A": ours,
        "%B": theirs,
        "%L": "7",
        "%P": "'tracks/a b.yaml'",
    }.items():
        line = line.replace(placeholder, word)
    path = folder_with(program, tmp_path / "bin")
    words = [shell, *(["sh"] if shell.endswith("busybox") else [])]
    ran = subprocess.run([*words, "-c", line], cwd=tmp_path / "merge", env={"PATH": path}, check=False)
    assert (ran.returncode, (tmp_path / "merge/ours").read_text()) == (int("<" in merged), merged)


def write_sides(folder: Path, *texts: str) -> tuple[str, ...]:
    """The names of the files in *folder* with our, the base's and their text."""
    folder.mkdir()
    names = ("ours", "base", "theirs")
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_text(text)
    return names


@pytest.mark.usefixtures("somebody", "driver")
def test_a_merge_by_git_without_prodash_leaves_both_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_sides(tmp_path, OURS, THEIRS)
    monkeypatch.setenv("PATH", folder_with(None, tmp_path / "bin"))
    ran = subprocess.run(["git", "merge", "theirs"], cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, (tmp_path / "tracks/a.yaml").read_text()) == (1, MARKERS)


def two_sides(root: Path, ours: str, theirs: str) -> None:
    """Commit what is in *root*, then *theirs* on a branch of that name, and *ours* on ours."""
    git(root, "add", ".gitattributes", "tracks", "stages.yaml")
    git(root, "commit", "--quiet", "--message=base")
    git(root, "branch", "theirs")
    for branch, text in (("-", ours), ("theirs", theirs)):
        if branch != "-":
            git(root, "switch", "--quiet", branch)
        write_files(root, {"tracks/a.yaml": text})
        git(root, "commit", "--quiet", "--all", "--message=side")
    git(root, "switch", "--quiet", "-")
