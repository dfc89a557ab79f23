"""The hook for pre-commit: which files it gets, and that its entry checks them from the top of a repository."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Files, Ran, read_all, write_files
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
(HOOK,) = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")

MATCHED = {
    "tracks/a.yaml": True,
    "tracks/ep/deep/a.yml": True,
    "music/tracks/a.yaml": True,
    "tracks/Q.YAML": True,
    "TRACKS/a.yaml": False,
    "Stages.yaml": False,
    "stages.yaml": True,
    "music/projects.yaml": True,
    "fields.yaml": True,
    "music/prodash.yaml": True,
    "tracks/readme.md": False,
    "soundtracks/a.yaml": False,
    "my-stages.yaml": False,
    "a.yaml": False,
}


@pytest.mark.parametrize(("path", "matches"), MATCHED.items(), ids=MATCHED)
def test_it_gets_the_files_of_a_catalogue_and_no_others(path: str, matches: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is matches


def test_it_checks_the_catalogue_in_a_sub_folder(catalogue: Make, run: Run) -> None:
    root = catalogue(
        {"music/stages.yaml": "stages: [seed]\n", "music/tracks/a.yaml": "stage: x\n", "b.yaml": "stage: x\n"}
    )
    (root / "stages.yaml").unlink()
    files = [path for path in read_all(root) if re.search(HOOK["files"], path)]
    git(root, "init", "--quiet")
    program, *arguments = shlex.split(HOOK["entry"])
    assert (HOOK["id"], HOOK["language"], program) == ("prodash-check", "python", "prodash")
    expected = "music/tracks/a.yaml:1:8: error: unknown stage 'x'; choose from 'seed' [unknown-stage]\n"
    assert run(*arguments, *files) == Ran(1, expected)
    (root / "music/tracks/a.yaml").write_text("stage: seed\n")
    assert run(*arguments, "--strict", *files) == Ran(0)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a catalogue in a folder, and one more file."""
    files = {
        "stages.yaml": "stages: [seed]\n",
        "projects.yaml": "projects: [ep]\n",
        "workflows.yaml": "workflows: [mixing]\n",
        "tracks/a.yaml": "stage: seed\nprojects: ep\nworkflows: mixing\n",
        "tracks/old.yaml": "stage: seed\nworkflows: x\n",
    }
    write_files(tmp_path / "music", files)
    (tmp_path / "readme").write_text("")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=start")
    return tmp_path


def hook_arguments(repository: Path) -> list[str]:
    """The command line of the hook with the files that pre-commit names, which are not deleted ones."""
    assert HOOK["always_run"] is True
    staged = git(repository, "diff", "--staged", "--name-only", "--diff-filter=ACMRTUXB").splitlines()
    return [*shlex.split(HOOK["entry"])[1:], *(path for path in staged if re.search(HOOK["files"], path))]


NO_PROJECTS = (
    "music/tracks/a.yaml:2:11: warning: tracks are in projects, such as 'ep', but there is no projects.yaml; "
    "create it with 'prodash projects add NAME' [missing-file]\n"
)
NO_STAGES = (
    "prodash: music/stages.yaml is not in the commit, but its tracks are; bring it back with "
    "'git restore --source=HEAD --staged --worktree -- music/stages.yaml'\n"
)
DELETED: dict[str, tuple[list[str], list[str], Ran]] = {
    "the stages": (["music/stages.yaml"], [], Ran(3, "", NO_STAGES)),
    "the stages, and a track is changed": (
        ["music/stages.yaml"],
        ["music/tracks/a.yaml"],
        Ran(3, "", NO_STAGES),
    ),
    "the projects": (["music/projects.yaml"], [], Ran(0, NO_PROJECTS)),
    "the workflows, without which any name is fine": (["music/workflows.yaml"], [], Ran(0)),
    "a track": (["music/tracks/a.yaml"], [], Ran(0)),
    "the whole catalogue": (["music"], [], Ran(0)),
    "a file elsewhere": (["readme"], [], Ran(0)),
    "nothing": ([], [], Ran(0)),
    "nothing, and a file elsewhere is changed": ([], ["readme"], Ran(0)),
}


EVERY_DAY = {"the stages", "the projects", "nothing, and a file elsewhere is changed"}


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("deleted", "changed", "expected"),
    [
        pytest.param(*case, id=name, marks=() if name in EVERY_DAY else pytest.mark.slow)
        for name, case in DELETED.items()
    ],
)
def test_it_sees_what_a_commit_deletes(
    deleted: list[str], changed: list[str], expected: Ran, repository: Path, run: Run
) -> None:
    for path in deleted:
        git(repository, "rm", "--quiet", "-r", path)
    for path in changed:
        (repository / path).write_text("stage: seed\n")
        git(repository, "add", path)
    assert run(*hook_arguments(repository)) == expected


@pytest.mark.usefixtures("somebody")
def test_with_a_catalogue_named_it_is_about_that_one(repository: Path, run: Run) -> None:
    git(repository, "rm", "--quiet", "music/projects.yaml")
    program, *arguments = hook_arguments(repository)
    write_files(repository / "jingles", {"stages.yaml": "stages: [seed]\n"})
    assert run(program, "-C", "jingles", *arguments) == Ran(0)
    assert run(program, "-C", "music", "--strict", *arguments) == Ran(1, NO_PROJECTS)


@pytest.mark.usefixtures("somebody")
def test_of_several_commits_it_sees_what_they_delete(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "switch", "--quiet", "--create", "other")
    git(repository, "rm", "--quiet", "music/stages.yaml")
    git(repository, "commit", "--quiet", "--message=other")
    assert run("check", "--deleted") == Ran(0)
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "main")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "other")
    assert run("check", "--deleted") == Ran(3, "", NO_STAGES)


@pytest.mark.usefixtures("somebody")
def test_json_says_which_deleted_files_were_checked(repository: Path, run: Run) -> None:
    checked = json.loads(run("check", "--deleted", "-f", "json").out)["checked"]
    assert (checked["deleted"], checked["files"]) == ([], [])
    git(repository, "rm", "--quiet", "music/projects.yaml", "readme")
    checked = json.loads(run("check", "--deleted", "-f", "json").out)["checked"]
    assert (checked["deleted"], checked["files"]) == (["music/projects.yaml"], [])
