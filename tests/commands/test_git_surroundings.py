"""Whatever git says to a hook, an alias or a command that it runs, prodash looks at the catalogue's own repository."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prodash.storage.git.environment import REPOSITORY_VARIABLES, git_environment
from tests.conftest import Files, Ran, write_files
from tests.surroundings import PRODASH, git

pytestmark = [
    pytest.mark.usefixtures("somebody"),
    pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts"),
]

Run = Callable[..., Ran]
Surround = Callable[[Path], None]

TELL = "env -0 > {}\n"
"""A script that writes down what git says to it."""


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A catalogue in a repository of its own."""
    return repository(write_files(tmp_path / "music", {"tracks/a.yaml": "stage: seed\n"}))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Another repository with two commits."""
    site = repository(write_files(tmp_path / "site", {"page": "one\n"}))
    git(site, "commit", "--quiet", "--allow-empty", "--message=second")
    return site


def repository(root: Path) -> Path:
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    return root


def script(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)


def worktree(site: Path) -> Path:
    git(site, "worktree", "add", "--quiet", "-b", "other", "../linked")
    return site.parent / "linked"


def pre_commit(site: Path, tell: str) -> None:
    script(site / ".git/hooks/pre-commit", tell)
    (site / "page").write_text("two\n")
    git(site, "commit", "--quiet", "--all", "--message=hook")


def post_commit_of_a_worktree(site: Path, tell: str) -> None:
    linked = worktree(site)
    script(site / ".git/hooks/post-commit", tell)
    (linked / "page").write_text("two\n")
    git(linked, "commit", "--quiet", "--message=hook", "page")


def alias_in_a_worktree(site: Path, tell: str) -> None:
    script(site / "tell", tell)
    git(worktree(site), "-c", "alias.tell=!../site/tell", "tell")


def command_with_settings(site: Path, tell: str) -> None:
    script(site / "tell", tell)
    git(site, "--literal-pathspecs", "-c", "alias.tell=!./tell", "-c", "core.worktree=/", "tell")


def rebase_exec(site: Path, tell: str) -> None:
    script(site.parent / "tell", tell)
    git(worktree(site), "rebase", "--quiet", "--exec", "../tell", "HEAD~1")


def submodule(site: Path, tell: str) -> None:
    git(site, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(site), "sub")
    git(site, "submodule", "--quiet", "foreach", tell)


def bisect_run(site: Path, tell: str) -> None:
    script(site.parent / "tell", f"{tell}test $(git rev-list --count HEAD) -lt 4")
    for number in "345":
        git(site, "commit", "--quiet", "--allow-empty", f"--message={number}")
    git(site, "bisect", "start", "HEAD", "HEAD~3")
    git(site, "bisect", "run", "../tell")
    git(site, "bisect", "reset")


AROUND = [
    post_commit_of_a_worktree,
    rebase_exec,
    *(
        pytest.param(around, marks=pytest.mark.slow)
        for around in (pre_commit, alias_in_a_worktree, command_with_settings, submodule, bisect_run)
    ),
]


@contextmanager
def variables_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment that a script has written to *file*."""
    told = dict(line.split("=", 1) for line in file.read_text().split("\0") if "=" in line)
    with monkeypatch.context() as context:
        for name, value in told.items():
            if name.startswith("GIT_"):
                context.setenv(name, value)
        yield


def state(repository: Path) -> tuple[str, str]:
    """The history with its files, and what is not committed."""
    log = git(repository, "log", "--all", "--format=%s", "--name-status")
    return log, git(repository, "status", "--porcelain")


def prodash_is_about_the_catalogue(music: Path, run: Run) -> None:
    """Every command that asks git gives the answers that it gives without git around it."""
    where = ("-C", str(music))
    (music / "tracks/b.yaml").write_text("stage: x\n")
    changed = [run("check", *where, "--changed"), run("check", *where, "--since", "main")]
    assert [(ran.code, ran.out.count("unknown stage"), ran.err) for ran in changed] == [(1, 1, "")] * 2
    (music / "tracks/b.yaml").unlink()
    ran = run("set", *where, "stage=mixing", "a", "--commit=mix")
    assert ran == Ran(0, "a  Seed → Mixing\n1 changed\n", "committed: mix\n")
    assert run("init", str(music / "new")).code == 0


COMMITTED = (
    "mix\n\nM\ttracks/a.yaml\nstart\n\nA\tstages.yaml\nA\ttracks/a.yaml\n",
    "?? new/\n",
)


@pytest.mark.parametrize("around", AROUND)
def test_git_around_prodash_misleads_no_command(
    around: Callable[[Path, str], None],
    site: Path,
    music: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    around(site, TELL.format(tmp_path / "told"))
    before = state(site)
    with variables_of(tmp_path / "told", monkeypatch):
        prodash_is_about_the_catalogue(music, run)
    assert (state(music), state(site)) == (COMMITTED, before)


def test_a_hook_of_another_repository_may_commit_in_the_catalogue(site: Path, music: Path) -> None:
    prodash = " ".join(map(str, PRODASH))
    pre_commit(site, f"{prodash} -C {music} set stage=mixing a --commit=mix")
    assert git(site, "show", "--format=%s", "--name-status") == "hook\n\nM\tpage\n"
    assert (git(site, "status", "--porcelain"), git(music, "status", "--porcelain")) == ("", "")
    assert git(music, "log", "--format=%s") == "mix\nstart\n"


HARMFUL = {name: str(Path("/nowhere")) for name in REPOSITORY_VARIABLES} | {
    "GIT_INDEX_FILE": "/dev/null",
    "GIT_CONFIG_PARAMETERS": "'core.worktree'='/'",
    "GIT_CONFIG_COUNT": "1",
    "GIT_PREFIX": "tracks/",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_GLOB_PATHSPECS": "1",
    "GIT_NOGLOB_PATHSPECS": "1",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_QUARANTINE_PATH": "/nowhere",
    "GIT_REFLOG_ACTION": "rebase",
    "GIT_ATTR_SOURCE": "nowhere",
}


def test_git_of_the_system_knows_no_variable_that_prodash_does_not() -> None:
    listed = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, check=True).stdout
    assert not {*listed.decode().split()} - {*REPOSITORY_VARIABLES}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_variable_about_another_repository_never_reaches_git(name: str, tmp_path: Path) -> None:
    assert git_environment(tmp_path, {name: HARMFUL[name], "GIT_SSH": "ssh"}) == {"GIT_SSH": "ssh"}


@pytest.mark.slow
@pytest.mark.parametrize("name", HARMFUL)
def test_one_harmful_variable_misleads_no_command(
    name: str, music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        context.setenv(name, HARMFUL[name])
        prodash_is_about_the_catalogue(music, run)
    assert state(music) == COMMITTED
    assert "commit: mix" in git(music, "reflog", "-1")


def test_all_harmful_variables_together_mislead_no_command(
    music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        for name, value in HARMFUL.items():
            context.setenv(name, value)
        prodash_is_about_the_catalogue(music, run)
    assert state(music) == COMMITTED


def test_settings_that_the_user_gives_by_variables_count(
    music: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "COUNT": "2",
        "KEY_0": "user.name",
        "VALUE_0": "Ada",
        "KEY_1": "core.worktree",
        "VALUE_1": "/",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    assert run("set", "-C", str(music), "stage=mixing", "a", "--commit=mix").code == 0
    assert git(music, "log", "-1", "--format=%an") == "Ada\n"


@pytest.fixture
def dotfiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a catalogue, in a bare repository that variables name relative to the current folder."""
    home = tmp_path / "home"
    write_files(home / "music", {"tracks/a.yaml": "stage: seed\n"})
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "dots")
    monkeypatch.chdir(home)
    monkeypatch.setenv("GIT_DIR", "../dots")
    monkeypatch.setenv("GIT_WORK_TREE", ".")
    git(home, "add", "music")
    git(home, "commit", "--quiet", "--message=start")
    return home


def test_a_repository_of_dotfiles_that_the_user_names_is_the_catalogues(dotfiles: Path, run: Run) -> None:
    track = dotfiles / "music/tracks/b.yaml"
    track.write_text("stage: x\n")
    assert run("check", "-C", "music", "--changed").out.count("unknown stage") == 1
    track.unlink()
    assert run("set", "-C", "music", "stage=mixing", "a", "--commit=mix").err == "committed: mix\n"
    shown = git(dotfiles, "show", "--format=%s", "--name-status")
    assert shown == "mix\n\nM\tmusic/tracks/a.yaml\n"


def test_a_repository_nearer_than_the_dotfiles_is_the_catalogues(
    dotfiles: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(dotfiles)
    with monkeypatch.context() as context:
        context.delenv("GIT_DIR")
        context.delenv("GIT_WORK_TREE")
        music = repository(dotfiles / "music")
    prodash_is_about_the_catalogue(music, run)
    assert git(dotfiles, "log", "--format=%s") == "start\n"
    assert before[0] == state(dotfiles)[0]
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_WORK_TREE")
    assert state(music) == COMMITTED


@pytest.mark.slow
def test_a_work_tree_that_does_not_contain_the_catalogue_is_not_its_repository(
    music: Path, dotfiles: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    prodash_is_about_the_catalogue(music, run)
    assert git(dotfiles, "log", "--format=%s") == "start\n"
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_WORK_TREE")
    assert state(music) == COMMITTED


@pytest.mark.skipif(
    os.name == "nt", reason="Windows needs no empty part of PATH to look in the current folder"
)
@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("part", ["", "."], ids=["an empty part", "a dot"])
def test_a_program_called_git_in_the_catalogue_is_not_run(
    part: str, catalogue: Callable[[Files], Path], run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\n"})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=start")
    planted = root / "git"
    planted.write_text(f"#!/bin/sh\ntouch '{root}/planted'\n", encoding="utf-8")
    planted.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((part, os.environ["PATH"])))
    assert run("set", "bpm=1", "a", "--commit=one").err == "committed: one\n"
    assert not (root / "planted").exists()
