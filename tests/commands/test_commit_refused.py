"""If git cannot commit, --commit says so before anything is changed; if git finds out later, it says how to go on."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Ran, read_all
from tests.surroundings import PRODASH, git

pytestmark = [
    pytest.mark.usefixtures("somebody"),
    pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts"),
]

Make = Callable[[Files], Path]
Run = Callable[..., Ran]
Before = Callable[[Path], None]
CANNOT = "prodash: nothing was changed, because --commit is not possible now:"
TRACK = "title: A\nstage: seed\n"


@pytest.fixture
def repository(catalogue: Make) -> Path:
    """A catalogue with two commits, the second on a branch of its own."""
    root = catalogue({"tracks/a.yaml": TRACK, "page": "one\n"})
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=start")
    git(root, "switch", "--quiet", "--create", "other")
    (root / "page").write_text("two\n")
    git(root, "commit", "--quiet", "--all", "--message=other")
    git(root, "switch", "--quiet", "main")
    (root / "page").write_text("three\n")
    git(root, "commit", "--quiet", "--all", "--message=mine")
    return root


def failing(*arguments: str) -> Before:
    """Run git where it stops in the middle."""

    def stop(root: Path) -> None:
        with pytest.raises(Exception, match="non-zero exit status"):
            git(root, *arguments)

    return stop


def bisect(root: Path) -> None:
    git(root, "bisect", "start", "HEAD", "HEAD~1")


def apply_patch(root: Path) -> None:
    patch = git(root, "format-patch", "-1", "--stdout", "other")
    (root / "patch").write_text(patch)
    failing("am", "--quiet", "patch")(root)


def locked(root: Path) -> None:
    (root / ".git/index.lock").touch()


def ignored(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", "tracks/a.yaml")
    (root / ".gitignore").write_text("a.yaml\n")


def no_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")


def bare(root: Path) -> None:
    git(root, "config", "core.bare", "true")


def damaged(root: Path) -> None:
    (root / ".git/HEAD").unlink()


def _unfinished(what: str, go_on: str, give_up: str) -> str:
    return f" {what} is not finished; go on with 'git {go_on}' or give it up with 'git {give_up}', or leave out --commit"


NOT_READY: dict[str, tuple[Before, str]] = {
    "merge": (failing("merge", "other"), _unfinished("a merge", "commit --no-edit", "merge --abort")),
    "rebase": (failing("rebase", "other"), _unfinished("a rebase", "rebase --continue", "rebase --abort")),
    "rebase by patches": (
        failing("rebase", "--apply", "other"),
        _unfinished("a rebase", "rebase --continue", "rebase --abort"),
    ),
    "cherry-pick": (
        failing("cherry-pick", "other"),
        _unfinished("a cherry-pick", "cherry-pick --continue", "cherry-pick --abort"),
    ),
    "revert": (
        failing("revert", "other"),
        _unfinished("a revert", "revert --continue", "revert --abort"),
    ),
    "am": (apply_patch, _unfinished("'git am'", "am --continue", "am --abort")),
    "bisect": (bisect, _unfinished("a bisection", "bisect good' or 'git bisect bad", "bisect reset")),
    "lock": (
        locked,
        " another git is at work; wait for it, or if there is none, delete {root}/.git/index.lock",
    ),
    "ignored": (ignored, " git ignores tracks/a.yaml; 'git check-ignore -v tracks/a.yaml' shows why"),
    "no repository": (
        no_repository,
        " {root} is in no git repository; create one with 'git init', or leave out --commit",
    ),
    "bare": (bare, " {root} is in a git repository that has no files of its own; leave out --commit"),
    "damaged": (damaged, " fatal: not a git repository (or any of the parent directories): .git"),
}


EVERY_DAY = {"merge", "lock", "no repository"}


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        pytest.param(*case, id=name, marks=() if name in EVERY_DAY else pytest.mark.slow)
        for name, case in NOT_READY.items()
    ],
)
def test_what_git_cannot_commit_is_refused_before_anything_is_changed(
    before: Before, reason: str, repository: Path, run: Run
) -> None:
    before(repository)
    files = read_all(repository)
    expected = Ran(4, "", f"{CANNOT}{reason.format(root=repository)}\n")
    assert run("set", "stage=mixing", "a", "--commit") == expected
    assert run("set", "stage=mixing", "a", "--commit", "--dry-run") == expected
    assert read_all(repository) == files
    assert run("undo") == Ran(4, "", "prodash: there is nothing to undo\n")
    assert run("set", "stage=seed", "a", "--commit") == Ran(0, "nothing to change\n")


def test_without_name_and_address_git_says_what_to_do(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "config", "user.useConfigOnly", "true")
    for name in ("GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    ran = run("set", "stage=mixing", "a", "--commit")
    assert (ran.code, ran.out, ran.err.partition("\n")[0]) == (4, "", CANNOT)
    assert '      git config --global user.email "you@example.com"' in ran.err.splitlines()
    assert (repository / "tracks/a.yaml").read_text() == TRACK


def test_without_git_nothing_is_changed(
    repository: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "tracks"))
    ran = run("set", "stage=mixing", "a", "--commit")
    assert ran == Ran(4, "", f"{CANNOT} git is not installed, or not on the PATH\n")
    assert (repository / "tracks/a.yaml").read_text() == TRACK


def test_the_commands_to_go_on_lead_to_the_catalogue_from_elsewhere(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing("merge", "other")(repository)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    ran = run("-C", str(repository), "set", "stage=mixing", "a", "--commit")
    assert f"'git -C {repository} merge --abort'" in ran.err


@pytest.mark.slow
def test_without_a_branch_a_commit_is_possible(repository: Path, run: Run) -> None:
    git(repository, "switch", "--quiet", "--detach")
    assert run("set", "stage=mixing", "a", "--commit=mix").err == "committed: mix\n"
    assert git(repository, "log", "-1", "--format=%s") == "mix\n"


def hook(root: Path, name: str, text: str) -> None:
    path = root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    "arguments",
    [pytest.param(("--all",), id="all"), pytest.param(("page",), id="one file", marks=pytest.mark.slow)],
)
def test_while_git_commits_from_an_index_of_its_own_nothing_is_changed(
    arguments: tuple[str, ...], repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "page").write_text("four\n")
    hook(repository, "pre-commit", 'echo "$GIT_INDEX_FILE" >.git/told')
    git(repository, "commit", "--message=x", *arguments)
    monkeypatch.setenv("GIT_INDEX_FILE", (repository / ".git/told").read_text().strip())
    ran = run("set", "stage=mixing", "a", "--commit")
    assert ran == Ran(
        4,
        "",
        f"{CANNOT} git is committing in this repository, and its hook runs prodash; leave out --commit, "
        "and let the hook run 'git add' after the change\n",
    )
    assert (repository / "tracks/a.yaml").read_text() == TRACK


def prodash_in_hook(repository: Path, name: str, before: str = "") -> None:
    prodash = " ".join(map(str, PRODASH))
    hook(repository, name, f"{before}{prodash} set stage=mixing a --commit=inner")


@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "linked"])
def test_a_hook_after_the_commit_may_commit(folder: str, repository: Path) -> None:
    git(repository, "worktree", "add", "--quiet", "--detach", "linked")
    prodash_in_hook(repository, "post-commit")
    (repository / folder / "page").write_text("four\n")
    git(repository / folder, "commit", "--quiet", "--message=outer", "page")
    assert git(repository / folder, "log", "-2", "--format=%s") == "inner\nouter\n"


@pytest.mark.slow
def test_a_hook_may_go_to_the_catalogue_of_another_repository(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site")
    git(site, "init", "--quiet")
    prodash_in_hook(site, "pre-commit", before=f"cd {repository} || exit 1\n")
    git(site, "commit", "--quiet", "--allow-empty", "--message=outer")
    assert git(site, "log", "--format=%s") == "outer\n"
    assert git(repository, "log", "-1", "--format=%s") == "inner\n"


NOT_COMMITTED = {
    "a hook about another file": (
        "echo 'page: bad'; echo 'mend it'",
        (
            "a hook stopped the commit ({hook}); it says:",
            "    page: bad",
            "    mend it",
            "it names none of the files of this commit: tracks/a.yaml",
        ),
    ),
    "a hook about this file": (
        "echo 'a.yaml: bad' >&2",
        ("a hook stopped the commit ({hook}); it says: a.yaml: bad",),
    ),
    "a hook that prints blank lines": (
        "echo; echo ' '",
        ("a hook stopped the commit ({hook}) and said nothing; read it to find out why",),
    ),
    "a hook without a word": (
        "true",
        ("a hook stopped the commit ({hook}) and said nothing; read it to find out why",),
    ),
}

HOOKS_OFTEN = {"a hook about another file", "a hook without a word"}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(*case, id=name, marks=() if name in HOOKS_OFTEN else pytest.mark.slow)
        for name, case in NOT_COMMITTED.items()
    ],
)
def test_a_hook_that_stops_the_commit_is_quoted_with_how_to_go_on(
    script: str, said: tuple[str, ...], repository: Path, run: Run
) -> None:
    hook(repository, "pre-commit", f"{script}; exit 1")
    ran = run("set", "stage=mixing", "a", "--commit=it's")
    lines = [
        f"prodash: the files were changed, but not committed; {said[0]}",
        *said[1:],
        "correct that, then commit the files with",
        """    git commit '--message=it'"'"'s' -- tracks/a.yaml""",
        "or take the change back with 'prodash undo'",
    ]
    text = "\n".join(lines).format(hook=repository / ".git/hooks/pre-commit")
    assert ran == Ran(5, "a  Seed → Mixing\n1 changed\n", f"{text}\n")
    assert (repository / "tracks/a.yaml").read_text() == TRACK.replace("seed", "mixing")
    assert run("undo").code == 0
    assert (repository / "tracks/a.yaml").read_text() == TRACK


def test_the_commands_to_copy_commit_what_the_hook_stopped(repository: Path, run: Run) -> None:
    hook(repository, "commit-msg", "exit 1")
    ran = run("add", "New One", "--commit")
    hook(repository, "commit-msg", "exit 0")
    commands = [line for line in ran.err.splitlines() if line.startswith("    git")]
    for command in commands:
        assert os.system(command) == 0  # noqa: S605 (as somebody pastes it)
    shown = git(repository, "show", "--format=%s", "--name-status")
    assert (len(commands), shown) == (2, "Add New One\n\nA\ttracks/new-one.yaml\n")


@pytest.mark.slow
def test_many_files_are_committed_by_hand_without_a_command_to_copy(repository: Path, run: Run) -> None:
    for name in "bcdefgh":
        (repository / f"tracks/{name}.yaml").write_text("stage: seed\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=more")
    hook(repository, "pre-commit", "exit 1")
    ran = run("set", "stage=mixing", "--all", "--commit")
    assert ran.err.splitlines()[-2:] == [
        "correct that, then commit the files with git",
        "or take the change back with 'prodash undo'",
    ]


def test_a_line_break_in_a_message_begins_no_line(repository: Path, run: Run) -> None:
    hook(repository, "pre-commit", "exit 1")
    message = "--commit=one\n::error::two"
    ran = run("set", "stage=mixing", "a", message)
    assert ran.err.splitlines()[-2:] == [
        "correct that, then commit the files with git",
        "or take the change back with 'prodash undo'",
    ]
    hook(repository, "pre-commit", "exit 0")
    assert run("set", "bpm=1", "a", message).err.splitlines() == [
        "committed: one\u240a::error::two",
        "also committed: other changes in tracks/a.yaml",
    ]
    assert git(repository, "log", "-1", "--format=%B") == "one\n::error::two\n\n"


@pytest.mark.slow
def test_an_undo_that_git_does_not_commit_is_taken_back_by_redo(repository: Path, run: Run) -> None:
    run("set", "stage=mixing", "a", "--commit")
    (repository / ".git/refs/heads/main.lock").touch()
    ran = run("undo", "--commit")
    assert ran.err.startswith("prodash: the files were changed, but not committed; git says:\n    fatal: ")
    assert ran.err.endswith("\nor take the change back with 'prodash redo'\n")


def test_what_a_hook_changes_is_in_the_commit_and_in_the_index(repository: Path, run: Run) -> None:
    """As a formatter does; git itself would take that back in its index. What was staged before stays so."""
    (repository / "staged").write_text("staged\n")
    git(repository, "add", "staged")
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'bpm: 1' >> tracks/a.yaml; echo new > new; git add tracks new\n")
    hook.chmod(0o755)
    assert run("set", "stage=mixing", "a", "--commit", "--quiet").code == 0
    assert git(repository, "status", "--porcelain") == "A  staged\n"
    assert git(repository, "show", "--format=", "--name-only") == "new\ntracks/a.yaml\n"
    assert git(repository, "show", "HEAD:tracks/a.yaml").endswith("stage: mixing\nbpm: 1\n")
