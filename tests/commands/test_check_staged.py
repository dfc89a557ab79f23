"""check --staged: what the next commit will hold decides, whatever the files on the disk say."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from prodash.storage.check.staged import staged_catalogue
from tests.conftest import Files, Ran, read_all
from tests.surroundings import PRODASH, git

pytestmark = pytest.mark.usefixtures("somebody")

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

GOOD, BAD = "stage: seed\n", "stage: x\n"
STAGES = "stages: [seed, mixing]\n"
UNKNOWN = "tracks/{}.yaml:1:8: error: unknown stage {!r}; choose from 'seed', 'mixing' [unknown-stage]\n"
LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")


@pytest.fixture
def root(catalogue: Make) -> Path:
    """A catalogue in a repository, with one track that is bad since the last commit."""
    root = catalogue({"stages.yaml": STAGES, "tracks/a.yaml": GOOD, "tracks/old.yaml": BAD})
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    return root


def stage(root: Path, path: str, text: str, *, then: str | None) -> None:
    """Stage *text* as the content of the file, and then write or delete it."""
    (root / path).write_text(text)
    git(root, "add", path)
    if then is None:
        (root / path).unlink()
    else:
        (root / path).write_text(then)


CASES = {
    "a fault that is only staged": ("tracks/a.yaml", BAD, GOOD, Ran(1, UNKNOWN.format("a", "x"))),
    "a fault that is only on the disk": ("tracks/a.yaml", "stage: mixing\n", BAD, Ran(0)),
    "a staged file that is deleted": ("tracks/a.yaml", BAD, None, Ran(1, UNKNOWN.format("a", "x"))),
    "a new file": ("tracks/b.yaml", BAD, GOOD, Ran(1, UNKNOWN.format("b", "x"))),
    "a staged stage": ("stages.yaml", "stages: [seed, mixing, x]\n", STAGES, Ran(0)),
    "a stage that is only on the disk": (
        "stages.yaml",
        "stages: [seed, mixing]  # x\n",
        "stages: [seed, mixing, x]\n",
        Ran(1, UNKNOWN.format("old", "x")),
    ),
    "nothing": ("tracks/a.yaml", GOOD, BAD, Ran(0)),
}


EVERY_DAY = {"a fault that is only staged", "a fault that is only on the disk", "a staged stage"}


@pytest.mark.parametrize(
    ("path", "staged", "then", "expected"),
    [
        pytest.param(*case, id=name, marks=() if name in EVERY_DAY else pytest.mark.slow)
        for name, case in CASES.items()
    ],
)
def test_what_is_staged_is_checked(
    path: str, staged: str, then: str | None, expected: Ran, root: Path, run: Run
) -> None:
    stage(root, path, staged, then=then)
    files = read_all(root)
    assert run("check", "--staged") == expected
    assert {**read_all(root), ".git/index": b""} == {**files, ".git/index": b""}


def test_files_that_git_does_not_know_do_not_count(root: Path, run: Run) -> None:
    (root / "tracks/sub").mkdir()
    (root / "tracks/sub/a.yaml").write_text(GOOD)
    stage(root, "tracks/a.yaml", "stage: mixing\n", then="stage: mixing\n")
    assert run("check", "--changed").out.count("[duplicate-id]") == 1
    assert run("check", "--staged") == Ran(0)
    git(root, "add", "tracks/sub")
    assert run("check", "--staged").out.count("[duplicate-id]") == 1


def test_a_staged_fix_is_enough_before_the_first_commit(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": GOOD, "tracks/b.yaml": BAD})
    git(root, "init", "--quiet")
    git(root, "add", "stages.yaml", "tracks/a.yaml")
    assert run("check", "--staged") == Ran(0)
    git(root, "add", "tracks/b.yaml")
    assert run("check", "--staged").code == 1


def test_the_catalogue_may_be_a_folder_of_the_repository(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = catalogue({"music/stages.yaml": STAGES, "music/tracks/é x.yaml": BAD, "tracks/b.yaml": BAD})
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    path = "music/tracks/é x.yaml"
    expected = UNKNOWN.format("é x", "x")
    (top / path).write_text(GOOD)
    assert run("check", "-C", "music", "--staged") == Ran(1, f"music/{expected}")
    monkeypatch.chdir(top / "music/tracks")
    assert run("check", "--staged") == Ran(1, expected.removeprefix("tracks/"))


@LINKS
def test_links_are_followed_as_they_are_staged(catalogue: Make, run: Run) -> None:
    top = catalogue({"music/stages.yaml": STAGES, "music/tracks/a.yaml": GOOD, "songs/b.yaml": BAD})
    (top / "music/tracks/songs").symlink_to("../../songs", target_is_directory=True)
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    (top / "songs/b.yaml").write_text(GOOD)
    assert run("check", "-C", "music", "--staged") == Ran(
        1, "music/" + UNKNOWN.format("songs/b", "x").replace("tracks/songs", "tracks/songs")
    )


@pytest.mark.parametrize(
    "flag", [pytest.param("--assume-unchanged", marks=pytest.mark.slow), "--skip-worktree"]
)
def test_a_file_that_git_is_told_not_to_look_at_is_read_as_it_is_staged(
    flag: str, root: Path, run: Run
) -> None:
    git(root, "update-index", flag, "tracks/old.yaml")
    (root / "tracks/old.yaml").write_text("stage: seed\n")
    stage(root, "stages.yaml", "stages: [seed, mixing] # x\n", then=STAGES)
    assert run("check", "--staged") == Ran(1, UNKNOWN.format("old", "x"))
    (root / "tracks/old.yaml").unlink()
    assert run("check", "--staged") == Ran(1, UNKNOWN.format("old", "x"))


def test_only_files_that_differ_from_the_disk_are_copied(root: Path) -> None:
    stage(root, "tracks/a.yaml", "stage: mixing\n", then=GOOD)
    (root / "tracks/new.yaml").write_text(GOOD)
    with staged_catalogue(root, os.environ) as overlay:
        assert (overlay.kept, sorted(read_all(overlay.folder))) == (
            {"tracks/old.yaml"},
            ["stages.yaml", "tracks/a.yaml"],
        )
    assert not overlay.folder.exists()


def test_paths_narrow_it_down_and_json_says_so(root: Path, run: Run) -> None:
    stage(root, "tracks/a.yaml", BAD, then=GOOD)
    stage(root, "tracks/b.yaml", BAD, then=GOOD)
    answer = json.loads(run("check", "--staged", "tracks/b.yaml", "-f", "json").out)
    assert [problem["path"] for problem in answer["problems"]] == ["tracks/b.yaml"]
    assert answer["checked"] == {
        "paths": ["tracks/b.yaml"],
        "changed": False,
        "since": None,
        "staged": True,
        "deleted": None,
        "files": ["tracks/b.yaml"],
    }


@pytest.mark.parametrize(
    "option", ["--changed", *(pytest.param(o, marks=pytest.mark.slow) for o in ("--since=main", "--fix"))]
)
def test_check_staged_refuses_options_that_look_at_the_files_on_disk(
    option: str, root: Path, run: Run
) -> None:
    (root / "tracks/a.yaml").write_text("stage: Seed\n")
    message = "--staged looks at what is staged, and --changed, --since and --fix at the files; choose one"
    assert run("check", "--staged", option) == Ran(2, "", f"prodash: {message}\n")
    assert (root / "tracks/a.yaml").read_text() == "stage: Seed\n"


def test_a_commit_without_its_stages_is_refused(root: Path, run: Run) -> None:
    git(root, "rm", "--quiet", "--cached", "stages.yaml")
    assert run("check", "--staged") == Ran(
        3,
        "",
        f"prodash: {root}/stages.yaml is not in the commit, but its tracks are; "
        "bring it back with 'git add stages.yaml'\n",
    )
    git(root, "rm", "--quiet", "-r", "--cached", "tracks")
    assert run("check", "--staged") == Ran(0)


NOT_IN_COMMIT = "stages.yaml is not in the commit, but its tracks are"
DELETED = "stages.yaml is deleted, but its tracks are not"
FROM_COMMIT = "git restore --source=HEAD --staged --worktree -- stages.yaml"
FROM_INDEX = "git restore -- stages.yaml"
REMOVED: dict[str, tuple[Sequence[str], Sequence[str], tuple[str, str] | None]] = {
    "only the stages, staged": (["rm", "stages.yaml"], ["--staged"], (NOT_IN_COMMIT, FROM_COMMIT)),
    "only the stages, changed": (["rm", "stages.yaml"], ["--changed"], (DELETED, FROM_COMMIT)),
    "only the stages, since": (
        ["rm", "stages.yaml"],
        ["--since=HEAD"],
        (DELETED, "git restore --source={base} --staged --worktree -- stages.yaml"),
    ),
    "only the stages, on the disk": (["ls-files"], ["--changed"], (DELETED, FROM_INDEX)),
    "only the stages, deleted": (["rm", "stages.yaml"], ["--deleted"], (NOT_IN_COMMIT, FROM_COMMIT)),
    "the catalogue, staged": (["rm", "-r", "."], ["--staged"], None),
    "the catalogue, changed": (["rm", "-r", "."], ["--changed"], None),
    "the catalogue, since": (["rm", "-r", "."], ["--since=main"], None),
    "the catalogue, deleted": (["rm", "-r", "."], ["--deleted"], None),
    "the catalogue, staged and deleted": (["rm", "-r", "."], ["--staged", "--deleted"], None),
}
OFTEN = {"only the stages, staged", "only the stages, on the disk", "the catalogue, staged"}


@pytest.mark.parametrize(
    ("remove", "options", "fault"),
    [
        pytest.param(*case, id=name, marks=() if name in OFTEN else pytest.mark.slow)
        for name, case in REMOVED.items()
    ],
)
def test_a_catalogue_may_be_removed_as_a_whole_but_not_its_stages_alone(
    remove: Sequence[str], options: Sequence[str], fault: tuple[str, str] | None, root: Path, run: Run
) -> None:
    git(root, *remove)
    (root / "stages.yaml").unlink(missing_ok=True)
    ran = run("check", *options)
    if fault is None:
        assert ran == Ran(0)
        return
    what, command = fault
    top = "" if "--deleted" in options else f"{root}/"
    base = git(root, "rev-parse", "HEAD").strip()
    assert ran == Ran(3, "", f"prodash: {top}{what}; bring it back with '{command.format(base=base)}'\n")
    git(root, *shlex.split(command.format(base=base))[1:])
    assert run("check", *options) == Ran(0)


@pytest.mark.parametrize("option", ["--staged", pytest.param("--deleted", marks=pytest.mark.slow)])
def test_a_catalogue_that_is_named_may_be_removed(option: str, catalogue: Make, run: Run) -> None:
    top = catalogue({"music/stages.yaml": STAGES, "music/tracks/a.yaml": GOOD})
    git(top, "init", "--quiet")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message=start")
    git(top, "rm", "--quiet", "-r", "music")
    assert run("check", "-C", "music", option) == Ran(0)
    git(top, "commit", "--quiet", "--message=removed")
    ran = run("check", "-C", "music", option)
    assert (ran.code, ran.err.partition(" (")[0]) == (3, "prodash: no catalogue in music")


def test_staged_stages_count_even_if_the_file_is_deleted(root: Path, run: Run) -> None:
    stage(root, "tracks/a.yaml", BAD, then=GOOD)
    (root / "stages.yaml").unlink()
    assert run("check", "--staged") == Ran(1, UNKNOWN.format("a", "x"))


@pytest.mark.slow
def test_a_file_in_conflict_is_named(root: Path, run: Run) -> None:
    git(root, "switch", "--quiet", "--create", "other")
    stage(root, "tracks/a.yaml", "stage: mixing\n", then="stage: mixing\n")
    git(root, "commit", "--quiet", "--message=other")
    git(root, "switch", "--quiet", "main")
    stage(root, "tracks/a.yaml", BAD, then=BAD)
    git(root, "commit", "--quiet", "--message=main")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "--quiet", "other")
    assert run("check", "--staged") == Ran(
        5,
        "",
        "prodash: tracks/a.yaml is in conflict; settle it with 'prodash resolve', or correct it and run 'git add tracks/a.yaml'\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="staged", marks=pytest.mark.slow),
        pytest.param(("--all",), id="all"),
        pytest.param(("tracks/b.yaml",), id="one file", marks=pytest.mark.slow),
    ],
)
def test_a_hook_checks_what_is_being_committed(arguments: tuple[str, ...], root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{' '.join(map(str, PRODASH))} check --staged\n")
    hook.chmod(0o755)
    stage(root, "tracks/b.yaml", BAD, then=GOOD)
    commit = ["git", "-C", str(root), "commit", "--quiet", "--message=x", *arguments]
    ran = subprocess.run(commit, capture_output=True, encoding="utf-8", check=False)
    faulty = not arguments
    assert (ran.returncode, ran.stderr) == (int(faulty), UNKNOWN.format("b", "x") * faulty)
