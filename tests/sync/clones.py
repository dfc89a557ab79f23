"""Clones: two people with a clone each of one bare repository, and all that a failed sync must leave alone."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import write_files

MAIN = "main"
_HUB = "hub.git"
_UNFINISHED = (
    "MERGE_HEAD",
    "MERGE_MSG",
    "AUTO_MERGE",
    "CHERRY_PICK_HEAD",
    "rebase-merge",
    "index.lock",
    "HEAD.lock",
)

FILES = {
    "tracks/dune.yaml": "title: Dune\nstage: seed\nbpm: 72   # slow\n",
    "tracks/fog.yaml": "title: Fog\nstage: writing\nworkflows: [vocals]\n",
    "mix.txt": "first\nsecond\nthird\n",
}


class State(NamedTuple):
    """What a sync may change: the branch, the branches' commits, git's index, what git has begun, and every file."""

    head: str
    branches: str
    index: bytes
    begun: tuple[str, ...]
    files: Mapping[str, bytes]


class Clone(NamedTuple):
    """The clone of one person."""

    root: Path

    def git(self, *arguments: str) -> str:
        """What git prints in the clone."""
        return run_git(self.root, *arguments)

    def write(self, path: str, text: str) -> None:
        """Give a file a text."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        assert old in self.read(path)
        self.write(path, self.read(path).replace(old, new))

    def send(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file, commit that with git, and push it."""
        self.replace(path, old, new)
        self.push()

    def push(self) -> None:
        """Commit all and push."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message=change")
        self.git("push", "--quiet", "--no-verify")

    def hook(self, name: str, script: str) -> Path:
        """Let git run a script."""
        return write_hook(self.root / ".git", name, script)

    def state(self) -> State:
        """Everything that a failed sync leaves alone."""
        folder = self.root / ".git"
        files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".git", ".prodash"} & {*path.relative_to(self.root).parts}
        }
        if not folder.exists():
            return State("", "", b"", (), files)
        index = folder / "index"
        return State(
            (folder / "HEAD").read_text(encoding="utf-8"),
            self.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/stash"),
            index.read_bytes() if index.exists() else b"",
            tuple(name for name in _UNFINISHED if (folder / name).exists()),
            files,
        )


class Clones(NamedTuple):
    """Mia's clone, Ben's, and the bare repository between them."""

    mia: Clone
    ben: Clone
    hub: Path

    def sent(self, path: str) -> str:
        """The text of a file as it was sent."""
        return run_git(self.hub, "cat-file", "blob", f"{MAIN}:{path}")


def make_clones(folder: Path) -> Clones:
    """Both clones, with the same tracks."""
    mia, ben = Clone(write_files(folder / "mia", FILES)), Clone(folder / "ben")
    hub = share(mia.root)
    run_git(folder, "clone", "--quiet", "--template=", _HUB, "ben")
    _name(ben, "Ben")
    return Clones(mia, ben, hub)


def share(root: Path, hub: str = _HUB) -> Path:
    """Make a repository of the files in *root*, and a bare one beside it that has all of it; returns that."""
    mia = Clone(root)
    mia.git("init", "--quiet", "--template=", f"--initial-branch={MAIN}")
    _name(mia, "Mia")
    mia.git("add", "--all")
    mia.git("commit", "--quiet", "--message=start")
    run_git(root.parent, "init", "--quiet", "--bare", "--template=", f"--initial-branch={MAIN}", hub)
    mia.git("remote", "add", "origin", f"../{hub}")
    mia.git("push", "--quiet", "--set-upstream", "origin", MAIN)
    return root.parent / hub


def _name(clone: Clone, name: str) -> None:
    clone.git("config", "user.name", name)
    clone.git("config", "user.email", f"{name.lower()}@example.org")
    clone.git("config", "user.useConfigOnly", "true")


def run_git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    ran = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 0, (arguments, ran.stderr)
    return os.fsdecode(ran.stdout).rstrip("\n")


def write_hook(folder: Path, name: str, script: str) -> Path:
    """Let the repository in *folder* run a script of the shell."""
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def older_git(folder: Path) -> Path:
    """A folder with a git that cannot do what came with 2.36 and 2.38."""
    real = shutil.which("git")
    folder.mkdir()
    path = folder / "git"
    cannot = "case \" $* \" in *' --write-tree '*|*' hook run '*) exit 129;; esac"
    path.write_text(f'#!/bin/sh\n{cannot}\nexec {real} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return folder


needs_scripts = pytest.mark.skipif(os.name == "nt", reason="the scripts of the tests are for a POSIX shell")
