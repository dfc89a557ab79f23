"""A new catalogue gets the setup of git if it is asked for, and a new clone is told that it lacks its part."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all, write_files
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

LACKS = "git merges line by line here, because this clone lacks the driver that .gitattributes names; run {} once\n"
READY = "the catalogue is ready; 'prodash -C mine stages' shows its stages\n"
THEN = """\
GitHub, GitLab and other hosting services run no merge drivers; merge on a computer, and push the result
commit the catalogue with 'git -C mine add .' and 'git -C mine commit --message=start'; in every other clone, run 'prodash git-setup' once
"""


@pytest.fixture
def clone(catalogue: Make, run: Run) -> Path:
    """A clone whose `.gitattributes` came with it, and whose settings did not."""
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    git(root, "init", "--quiet")
    run("git-setup")
    git(root, "config", "--remove-section", "merge.prodash")
    return root


@pytest.mark.usefixtures("somebody")
def test_check_says_what_a_new_clone_lacks(clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message=start")
    git(clone, "clone", "--quiet", ".", "new")
    clone = clone / "new"
    monkeypatch.chdir(clone)
    assert run("check", "--strict") == Ran(0, err=LACKS.format("'prodash git-setup'"))
    assert run("-C", ".", "check").err == LACKS.format("'prodash -C . git-setup'")
    run("git-setup")
    assert run("check") == Ran(0)
    (clone / ".gitattributes").write_text("# merge=prodash\n*.wav merge=binary\n")
    git(clone, "config", "--remove-section", "merge.prodash")
    assert run("check") == Ran(0)


@pytest.mark.parametrize(
    "argv", [["tracks/a.yaml"], ["--staged"], ["--deleted"], ["--changed"]], ids=" ".join
)
def test_a_check_of_some_files_says_nothing_of_it(argv: list[str], clone: Path, run: Run) -> None:
    git(clone, "add", ".")
    assert run("check", *argv) == Ran(0)


@pytest.mark.usefixtures("clone")
def test_in_ci_it_says_nothing_because_nobody_merges_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert run("check") == Ran(0)


@pytest.mark.parametrize("reason", ["no git", "no repository"])
def test_where_git_merges_nothing_it_lacks_nothing(
    reason: str, clone: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason == "no git":
        monkeypatch.setenv("PATH", str(clone))
    else:
        shutil.rmtree(clone / ".git")
    assert run("check") == Ran(0)


@pytest.mark.usefixtures("clone")
def test_a_driver_in_the_users_own_configuration_is_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mine = tmp_path_factory.mktemp("home") / "gitconfig"
    mine.write_text('[merge "prodash"]\n\tdriver = mine %A\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(mine))
    assert run("check") == Ran(0)


BASE = "title: A\nstage: seed\ndue: 2026-12-01\nworkflows: [mixing]\n"
OURS = BASE.replace("seed", "mixing").replace("[mixing]", "[mixing, lyrics]")
THEIRS = BASE.replace("12-01", "12-24").replace("[mixing]", "[mixing, artwork]")
MERGED = "title: A\nstage: mixing\ndue: 2026-12-24\nworkflows: [mixing, lyrics, artwork]\n"


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("where", ["folder", pytest.param("worktree", marks=pytest.mark.slow)])
def test_a_clone_that_is_set_up_merges_by_field(where: str, tmp_path: Path, run: Run) -> None:
    folder = "my music" if where == "folder" else "."
    track = tmp_path / folder / "tracks/ep/a b.yaml"
    write_files(tmp_path / folder, {"tracks/ep/a b.yaml": BASE})
    git(tmp_path, "init", "--quiet")
    run("-C", folder, "git-setup")
    git(tmp_path, "add", ".")
    for branch, text in (("base", BASE), ("theirs", THEIRS), ("ours", OURS)):
        git(tmp_path, "switch", "--quiet", "-c", branch, *(["base"] if branch == "ours" else []))
        track.write_text(text)
        git(tmp_path, "commit", "--quiet", "--all", f"--message={branch}")
    if where == "worktree":
        git(tmp_path, "worktree", "add", "--quiet", "-b", "other", "other")
        tmp_path, track = tmp_path / "other", tmp_path / "other/tracks/ep/a b.yaml"
    git(tmp_path, "merge", "--quiet", "--no-edit", "theirs")
    assert track.read_text() == MERGED


def test_a_new_catalogue_is_a_repository_that_is_set_up(tmp_path: Path, run: Run) -> None:
    assert run("init", "mine", "--git") == Ran(
        0,
        "mine/stages.yaml\nmine/workflows.yaml\n",
        f"{READY}a new git repository merges its tracks and vocabularies by field\n{THEN}",
    )
    assert run("-C", "mine", "check") == Ran(0)
    assert git(tmp_path / "mine", "config", "merge.prodash.name") == "prodash, by field\n"


def test_a_new_catalogue_in_a_repository_makes_no_other(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "--quiet")
    told = f"{READY}the git repository that it is in merges its tracks and vocabularies by field\n{THEN}"
    assert run("init", "mine", "--git").err == told
    assert (tmp_path / "mine/.gitattributes").exists()
    assert not (tmp_path / "mine/.git").exists()


def test_without_being_asked_a_new_catalogue_in_a_repository_names_the_command_once(
    tmp_path: Path, run: Run
) -> None:
    git(tmp_path, "init", "--quiet")
    told = f"{READY}'prodash -C mine git-setup' lets git merge by field what several people change\n"
    assert run("init", "mine").err == told
    assert not (tmp_path / "mine/.gitattributes").exists()


@pytest.mark.parametrize("reason", ["no git", "a bare repository", "a folder"])
def test_where_there_can_be_no_setup_nothing_is_created(
    reason: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif reason == "a folder":
        (tmp_path / "mine/.gitattributes").mkdir(parents=True)
    else:
        git(tmp_path, "init", "--quiet", "--bare")
    before = read_all(tmp_path)
    ran = run("init", "mine", "--git")
    assert (ran.code, ran.out, read_all(tmp_path)) == (4 if reason == "a folder" else 5, "", before)
    assert "git" in ran.err
