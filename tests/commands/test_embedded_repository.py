"""A repository that comes as ordinary files in a clone runs none of its programs."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, write_files
from tests.surroundings import git

pytestmark = [
    pytest.mark.usefixtures("somebody"),
    pytest.mark.skipif(os.name == "nt", reason="the planted program is a shell command"),
]

Run = Callable[..., Ran]

TRACK = {"tracks/a.yaml": "stage: seed\n", ".gitattributes": "*.yaml text eol=crlf\n"}
PARTS = {
    "objects": ("HEAD, objects, refs", {"objects/.keep": "", "refs/heads/.keep": ""}, ""),
    "commondir": (
        "HEAD, commondir",
        {"commondir": "parts\n", "parts/objects/.keep": "", "parts/refs/heads/.keep": ""},
        "parts/",
    ),
}
"""The parts by which git knows a repository, with the folder of its config."""

COMMANDS = {
    "changed": ("check", "--changed"),
    "since": ("check", "--since", "HEAD"),
    "staged": ("check", "--staged"),
    "deleted": ("check", "--deleted"),
    "commit": ("set", "stage=mixing", "--all", "--commit"),
    "add": ("add", "New Song", "--dry-run"),
}


def planted(parts: str, marker: Path) -> Files:
    """The files of a repository whose config runs a program that makes *marker*."""
    _, files, config = PARTS[parts]
    core = f"[core]\n\tbare = false\n\tworktree = {marker.parent / 'clone'}\n\tfsmonitor = \"touch '{marker}' #\"\n"
    version = "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n"
    return {"HEAD": "ref: refs/heads/main\n", **files, f"{config}config": version, "config.worktree": core}


def cloned(tmp_path: Path, files: Files) -> Path:
    """A clone of a repository with *files*."""
    origin = tmp_path / "origin"
    write_files(origin, files)
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=start")
    git(tmp_path, "clone", "--quiet", "origin", "clone")
    return tmp_path / "clone"


def below(folder: str, files: Files) -> Files:
    return {f"{folder}/{path}": text for path, text in files.items()}


@pytest.mark.parametrize(("parts", "at"), [("objects", "m"), ("commondir", "m/usic")])
def test_a_repository_that_came_as_ordinary_files_runs_nothing(
    parts: str, at: str, tmp_path: Path, run: Run
) -> None:
    marker = tmp_path / "marker"
    clone = cloned(tmp_path, {**below("m", planted(parts, marker)), **below(at, TRACK)})
    write_files(clone / at, {})
    subprocess.run(["git", "-C", str(clone / at), "status"], capture_output=True, check=False)
    assert marker.exists(), "git itself would run the program"
    marker.unlink()
    reason = (
        f"{clone / 'm'} has {PARTS[parts][0]} as a git repository has in its .git; git would run the programs that "
        "its config names, so delete them if they are not yours"
    )
    failed = Ran(5, "", f"prodash: {reason}\n")
    refused = (
        f"prodash: nothing was changed, because --commit is not possible now: {reason}; leave out --commit\n"
    )
    answers = {name: run(argv[0], "-C", str(clone / at), *argv[1:]) for name, argv in COMMANDS.items()}
    assert not marker.exists()
    assert answers == {
        **dict.fromkeys(("changed", "since", "staged", "deleted"), failed),
        "commit": Ran(4, "", refused),
        "add": Ran(0, answers["add"].out, ""),
    }


def test_a_linked_folder_that_is_such_a_repository_runs_nothing(tmp_path: Path, run: Run) -> None:
    marker = tmp_path / "marker"
    clone = cloned(
        tmp_path, {**TRACK, **below("evil", {**planted("objects", marker), "b.yaml": "stage: x\n"})}
    )
    (clone / "tracks/linked").symlink_to("../evil")
    (clone / "tracks/a.yaml").write_text("stage: y\n")
    for argv in (("--changed",), ("--staged",), ("--changed", str(clone / "tracks/linked"))):
        assert run("check", "-C", str(clone), *argv).err == ""
    assert not marker.exists()


def test_beside_a_folder_called_git_it_runs_nothing_either(tmp_path: Path, run: Run) -> None:
    marker = tmp_path / "marker"
    root = write_files(tmp_path / "clone", {**TRACK, **planted("objects", marker)})
    (root / ".git").mkdir()
    refused = run("check", "-C", str(root), "--changed")
    assert (refused.code, "cannot use bare repository" in refused.err, marker.exists()) == (5, True, False)


def test_a_hook_gets_only_the_settings_of_the_user(tmp_path: Path, run: Run) -> None:
    clone = cloned(tmp_path, TRACK)
    hook = clone / ".git/hooks/post-commit"
    told = tmp_path / "told"
    hook.write_text(f"#!/bin/sh\nenv | grep -e PARAMETERS -e OPTIONAL >'{told}'\n")
    hook.chmod(0o755)
    assert run("set", "-C", str(clone), "stage=mixing", "a", "--commit=mix").err == "committed: mix\n"
    assert told.read_text() == ""
