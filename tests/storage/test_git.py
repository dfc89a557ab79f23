"""A commit holds exactly the files of one change, or none at all."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from prodash.errors import ExitCode
from prodash.storage.git import run as module
from prodash.storage.git.commit import commit
from prodash.storage.git.errors import GitError, quoted
from prodash.storage.git.run import Git

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names or links")
bytewise = pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
OLD, NEW = "stage: seed\n", "stage: mixing\n"
TRACKED = ("tracks/a.yaml", "tracks/b.yaml", "tracks/c.yaml", "notes.txt")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with all of TRACKED committed."""
    root = repository(tmp_path / "music")
    write(root, *TRACKED, text=OLD)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=start")
    return root


def repository(root: Path) -> Path:
    git(root.parent, "init", "--quiet", "--initial-branch=main", root.name)
    for option in ("user.name=Ada", "user.email=ada@example.org", "core.autocrlf=false"):
        git(root, "config", *option.split("="))
    return root.resolve()


def git(root: Path, *arguments: str, code: int = 0) -> str:
    ran = subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments], cwd=root, capture_output=True, check=False
    )
    assert ran.returncode == code, ran.stderr
    return os.fsdecode(ran.stdout)


def write(root: Path, *names: str, text: str = NEW) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")


def hook(root: Path, name: str, script: str) -> None:
    path = root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8", newline="")
    path.chmod(0o755)


def commit_here(root: Path, *names: str, message: str = "change") -> bool:
    return commit(Git.at(root, os.environ), [str(root / name) for name in names], message)


class Seen(NamedTuple):
    """The subjects of all commits, what the newest holds, and what is not committed."""

    subjects: list[str]
    newest: list[str]
    left: list[str]


def seen(root: Path) -> Seen:
    return Seen(
        git(root, "log", "--format=%s").splitlines(),
        git(root, "show", "--name-status", "--no-renames", "--format=").splitlines(),
        git(root, "status", "--porcelain", "--untracked-files=all", "--no-renames").splitlines(),
    )


def index(root: Path) -> str:
    """All that is staged, and what git only intends to add."""
    return git(root, "ls-files", "--stage") + git(root, "diff", "--name-only", "--diff-filter=A")


def refusal(root: Path, *names: str, message: str = "change", command: str = "commit") -> str:
    """Git's words; commits, index and files must be as before."""
    before = git(root, "rev-parse", "HEAD"), index(root), git(root, "status", "--porcelain")
    with pytest.raises(GitError) as refused:
        commit_here(root, *names, message=message)
    assert (git(root, "rev-parse", "HEAD"), index(root), git(root, "status", "--porcelain")) == before
    assert (str(refused.value), refused.value.exit_code) == (
        f"git {command} failed:{quoted(refused.value.words)}",
        ExitCode.FAILED,
    )
    return refused.value.words


def change_all_ways(root: Path) -> Sequence[str]:
    """One file changed, one deleted, one created."""
    write(root, "tracks/a.yaml", "tracks/new.yaml")
    (root / "tracks/b.yaml").unlink()
    return ("tracks/a.yaml", "tracks/b.yaml", "tracks/new.yaml")


ALL_WAYS = ["M\ttracks/a.yaml", "D\ttracks/b.yaml", "A\ttracks/new.yaml"]


def test_what_was_changed_created_or_deleted_is_one_commit(root: Path) -> None:
    assert commit_here(root, *change_all_ways(root))
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, [])


def test_whatever_else_is_staged_changed_or_new_stays_so(root: Path) -> None:
    write(root, "tracks/c.yaml", "staged.txt")
    git(root, "add", "tracks/c.yaml", "staged.txt")
    git(root, "rm", "--quiet", "--cached", "notes.txt")
    write(root, "tracks/c.yaml", text="stage: recorded\n")
    write(root, "tracks/other.yaml", "intended.txt")
    git(root, "add", "--intent-to-add", "intended.txt")
    assert commit_here(root, *change_all_ways(root))
    assert seen(root) == Seen(
        ["change", "start"],
        ALL_WAYS,
        [
            " A intended.txt",
            "D  notes.txt",
            "A  staged.txt",
            "MM tracks/c.yaml",
            "?? notes.txt",
            "?? tracks/other.yaml",
        ],
    )
    assert git(root, "show", ":tracks/c.yaml") == NEW


def test_of_a_target_that_was_staged_the_file_on_disk_is_committed(root: Path) -> None:
    write(root, "tracks/a.yaml", "tracks/new.yaml", text="stage: recorded\n")
    git(root, "add", ".")
    write(root, "tracks/a.yaml", "tracks/new.yaml")
    assert commit_here(root, "tracks/a.yaml", "tracks/new.yaml")
    assert seen(root) == Seen(["change", "start"], ["M\ttracks/a.yaml", "A\ttracks/new.yaml"], [])
    assert git(root, "show", "HEAD:tracks/a.yaml", "HEAD:tracks/new.yaml") == NEW * 2


def test_a_deletion_that_was_staged_is_committed(root: Path) -> None:
    git(root, "rm", "--quiet", "tracks/a.yaml", "tracks/b.yaml")
    assert commit_here(root, "tracks/a.yaml")
    assert seen(root) == Seen(["change", "start"], ["D\ttracks/a.yaml"], ["D  tracks/b.yaml"])


def test_a_deleted_file_that_git_never_knew_is_left_out(root: Path) -> None:
    write(root, "tracks/a.yaml")
    assert commit_here(root, "tracks/a.yaml", "tracks/never.yaml")
    assert seen(root) == Seen(["change", "start"], ["M\ttracks/a.yaml"], [])


def _nothing(_root: Path) -> None:
    pass


def _written_again(root: Path) -> None:
    write(root, "tracks/a.yaml", text=OLD)


def _staged_and_put_back(root: Path) -> None:
    write(root, "tracks/a.yaml")
    git(root, "add", "tracks/a.yaml")
    write(root, "tracks/a.yaml", text=OLD)


def _taken_from_the_index(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", "tracks/a.yaml")


def _staged_new_and_deleted(root: Path) -> None:
    write(root, "tracks/never.yaml")
    git(root, "add", "tracks/never.yaml")
    (root / "tracks/never.yaml").unlink()


@pytest.mark.parametrize(
    "before", [_nothing, _written_again, _staged_and_put_back, _taken_from_the_index, _staged_new_and_deleted]
)
def test_without_a_change_there_is_no_commit_and_no_hook_runs(
    before: Callable[[Path], None], root: Path
) -> None:
    hook(root, "pre-commit", "exit 1")
    before(root)
    state = index(root), seen(root)
    assert not commit_here(root, "tracks/a.yaml", "tracks/never.yaml")
    assert (index(root), seen(root)) == state


def test_without_any_target_there_is_no_commit(root: Path) -> None:
    write(root, "tracks/a.yaml")
    git(root, "add", ".")
    assert not commit_here(root)
    assert seen(root).left == ["M  tracks/a.yaml"]


def test_the_first_commit_of_a_repository_holds_only_the_targets(tmp_path: Path) -> None:
    root = repository(tmp_path / "music")
    write(root, *TRACKED)
    git(root, "add", "notes.txt", "tracks/a.yaml")
    assert commit_here(root, "tracks/a.yaml", "tracks/b.yaml", "tracks/never.yaml")
    assert seen(root) == Seen(
        ["change"], ["A\ttracks/a.yaml", "A\ttracks/b.yaml"], ["A  notes.txt", "?? tracks/c.yaml"]
    )


def test_a_hook_that_refuses_the_first_commit_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    root = repository(tmp_path / "music")
    write(root, "tracks/a.yaml", "notes.txt")
    git(root, "add", "notes.txt")
    hook(root, "pre-commit", "echo no; exit 1")
    with pytest.raises(GitError, match="git commit failed: no"):
        commit_here(root, "tracks/a.yaml", "notes.txt")
    assert git(root, "status", "--porcelain") == "A  notes.txt\n?? tracks/\n"


def test_the_catalogue_may_be_a_folder_of_the_repository(root: Path) -> None:
    names = change_all_ways(root)
    write(root, "a.yaml", "notes.txt")
    git(root, "add", "a.yaml", "notes.txt")
    assert commit_here(root / "tracks", *(name.removeprefix("tracks/") for name in names))
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, ["A  a.yaml", "M  notes.txt"])


def test_a_refusal_in_a_folder_of_the_repository_leaves_the_index_as_it_was(root: Path) -> None:
    change_all_ways(root)
    git(root, "rm", "--quiet", "--cached", "tracks/b.yaml")
    hook(root, "pre-commit", "echo no; exit 1")
    assert refusal(root / "tracks", "a.yaml", "b.yaml", "new.yaml") == "no"
    (root / ".git/hooks/pre-commit").unlink()
    assert commit_here(root / "tracks", "b.yaml")
    assert seen(root) == Seen(
        ["change", "start"], ["D\ttracks/b.yaml"], [" M tracks/a.yaml", "?? tracks/new.yaml"]
    )


def test_a_linked_worktree_commits_to_its_own_branch(root: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "album", "../album")
    linked = root.parent / "album"
    assert commit_here(linked, *change_all_ways(linked))
    assert seen(linked) == Seen(["change", "start"], ALL_WAYS, [])
    assert seen(root).subjects == ["start"]


@posix
def test_the_catalogue_may_be_named_by_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    targets = [str(root / name) for name in change_all_ways(root)]
    assert commit(Git.at(tmp_path / "link", os.environ), targets, "change")
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, [])


@pytest.mark.parametrize("number", [400, pytest.param(2000, marks=pytest.mark.slow)])
def test_more_files_than_a_command_line_takes_are_one_commit(number: int, root: Path) -> None:
    """Windows takes 32 kB; 400 names of this length are more."""
    names = [f"tracks/{'long ' * 20}{count:04}.yaml" for count in range(number)]
    write(root, *names, text=OLD)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=many")
    write(root, *names, "notes.txt")
    assert commit_here(root, *names)
    assert seen(root) == Seen(["change", "many", "start"], [f"M\t{name}" for name in names], [" M notes.txt"])


@pytest.mark.parametrize(
    "name",
    [
        "two words.yaml",
        "-leading.yaml",
        "#[!a]{b}~^.yaml",
        "grüße 音楽 🎵.yaml",
        "decomposed u\u0308.yaml",
        pytest.param("*.yaml", marks=posix),
        pytest.param("?.yaml", marks=posix),
        pytest.param("**", marks=posix),
        pytest.param(":(glob)*.yaml", marks=posix),
        pytest.param(":!a.yaml", marks=posix),
        pytest.param("back\\slash.yaml", marks=posix),
        pytest.param('"quoted".yaml', marks=posix),
        pytest.param("two\nlines\r\n.yaml", marks=posix),
        pytest.param("\udcff\udcfe.yaml", marks=bytewise),
    ],
)
@pytest.mark.parametrize("folder", [pytest.param("tracks/", marks=pytest.mark.slow), ""])
def test_a_name_stands_for_itself_whatever_signs_are_in_it(folder: str, name: str, root: Path) -> None:
    # Git is done with a pattern at the name that equals it, so others must come before and after.
    write(root, "!.yaml", "tracks/!.yaml", text=OLD)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=others")
    write(root, *TRACKED, "!.yaml", "tracks/!.yaml", "tracks/x.yaml")
    left = seen(root).left
    for text, letter in ((OLD, "A"), (NEW, "M")):
        write(root, folder + name, text=text)
        assert commit_here(root, folder + name)
        assert git(root, "show", "--name-status", "--format=", "-z") == f"{letter}\0{folder}{name}\0"
    (root / folder / name).unlink()
    assert commit_here(root, folder + name)
    assert (git(root, "show", "--name-status", "--format=", "-z"), seen(root).left) == (
        f"D\0{folder}{name}\0",
        left,
    )


@pytest.mark.parametrize(
    "message",
    ["-m", "--amend", "#1 of the list", "# only a comment", "@file", "'quoted' \"twice\" $HOME", "grüße 🎵"],
)
def test_the_message_is_kept_as_it_is(message: str, root: Path) -> None:
    write(root, "tracks/a.yaml")
    git(root, "config", "commit.cleanup", "strip")
    assert commit_here(root, "tracks/a.yaml", message=message)
    assert git(root, "log", "--format=%B%x00") == f"{message}\n\0\nstart\n\0\n"


def test_a_message_may_have_a_body_with_lines_like_comments(root: Path) -> None:
    write(root, "tracks/a.yaml")
    message = "change\n\n# tracks\na.yaml\n"
    assert commit_here(root, "tracks/a.yaml", message=message)
    assert git(root, "log", "-1", "--format=%B") == f"{message}\n"


def test_no_editor_is_ever_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_EDITOR", "false")
    git(root, "config", "commit.verbose", "true")
    git(root, "config", "commit.template", "notes.txt")
    assert commit_here(root, *change_all_ways(root))
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, [])


def test_a_setting_for_short_status_changes_nothing(root: Path) -> None:
    git(root, "config", "status.short", "true")
    assert not commit_here(root, "tracks/a.yaml")
    assert commit_here(root, *change_all_ways(root))
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, [])


def test_what_hooks_print_stays_inside(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit"):
        hook(root, name, "echo out; echo err >&2")
    assert commit_here(root, *change_all_ways(root))
    assert capfd.readouterr() == ("", "")


def test_a_hook_sees_just_the_targets_by_patterns_of_its_own(root: Path) -> None:
    hook(root, "pre-commit", "git diff --cached --name-status --no-renames -- 'tracks/*.yaml' >.git/seen")
    write(root, "tracks/c.yaml")
    git(root, "add", ".")
    assert commit_here(root, *change_all_ways(root))
    assert (root / ".git/seen").read_text().splitlines() == ALL_WAYS


def test_a_hook_is_given_no_input(root: Path) -> None:
    hook(root, "pre-commit", "cat >.git/given")
    assert commit_here(root, *change_all_ways(root))
    assert (root / ".git/given").read_bytes() == b""


def test_what_a_hook_leaves_running_is_not_waited_for(root: Path) -> None:
    hook(
        root,
        "post-commit",
        "(n=0; until [ -e .git/stop ]; do n=$((n+1)); [ $n -lt 100 ] || break; sleep 0.1; done\n"
        "[ $n -lt 100 ] || touch .git/waited; touch .git/ended) &",
    )
    write(root, "tracks/a.yaml")
    assert commit_here(root, "tracks/a.yaml")
    assert not (root / ".git/waited").exists()
    (root / ".git/stop").touch()


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_is_quoted(name: str, root: Path) -> None:
    hook(root, name, "echo first; echo '  second: ü' >&2; exit 7")
    assert refusal(root, *change_all_ways(root)) == "first\n  second: ü"


def test_odd_bytes_of_a_hook_are_replaced(root: Path) -> None:
    hook(root, "pre-commit", r"printf 'odd \377'; exit 1")
    assert refusal(root, *change_all_ways(root)) == "odd \N{REPLACEMENT CHARACTER}"


def test_a_hook_that_refuses_without_a_word_has_none(root: Path) -> None:
    hook(root, "pre-commit", "exit 1")
    assert refusal(root, *change_all_ways(root)) == ""


def test_a_refusal_leaves_what_is_staged_as_it_was(root: Path) -> None:
    write(root, "tracks/a.yaml", "tracks/staged.yaml", "tracks/intended.yaml", text="stage: recorded\n")
    git(root, "add", "tracks/a.yaml", "tracks/staged.yaml")
    git(root, "add", "--intent-to-add", "tracks/intended.yaml")
    git(root, "rm", "--quiet", "--cached", "tracks/c.yaml", "notes.txt")
    (root / "notes.txt").unlink()
    write(root, "tracks/staged.yaml", "tracks/c.yaml")
    hook(root, "pre-commit", "echo no; exit 1")
    names = change_all_ways(root)
    assert (
        refusal(root, *names, "tracks/staged.yaml", "tracks/intended.yaml", "tracks/c.yaml", "notes.txt")
        == "no"
    )


def test_a_new_file_that_is_to_be_ignored_is_refused_by_name(root: Path) -> None:
    write(root, ".git/info/exclude", text="new.yaml\n")
    names = change_all_ways(root)
    write(root, "tracks/second.yaml")
    assert refusal(root, *names, "tracks/second.yaml", command="add") == (
        "The following paths are ignored by one of your .gitignore files:\ntracks/new.yaml"
    )


def test_a_tracked_file_that_is_to_be_ignored_is_committed(root: Path) -> None:
    write(root, ".git/info/exclude", text="a.yaml\nb.yaml\n")
    assert commit_here(root, *change_all_ways(root))
    assert seen(root) == Seen(["change", "start"], ALL_WAYS, [])


@pytest.mark.parametrize(
    ("name", "command"),
    [("tracks/a.yaml", "commit"), ("tracks/new.yaml", "add"), ("tracks/b.yaml", "commit")],
)
def test_while_another_git_is_at_work_nothing_is_committed(name: str, command: str, root: Path) -> None:
    change_all_ways(root)
    lock = root / ".git/index.lock"
    lock.touch()
    words = refusal(root, name, command=command)
    assert words.splitlines()[0] == f"fatal: Unable to create '{lock.as_posix()}': File exists."
    assert lock.exists()


def test_a_branch_that_is_locked_is_told(root: Path) -> None:
    (root / ".git/refs/heads/main.lock").touch()
    assert "refs/heads/main.lock': File exists." in refusal(root, *change_all_ways(root))


def test_without_name_and_address_git_says_what_to_do(root: Path) -> None:
    git(root, "config", "--unset", "user.email")
    git(root, "config", "user.useConfigOnly", "true")
    words = refusal(root, *change_all_ways(root))
    assert "*** Please tell me who you are." in words.splitlines()
    assert words.splitlines()[-1].startswith("fatal: no email was given")


def test_in_the_middle_of_a_merge_nothing_is_committed(root: Path) -> None:
    git(root, "branch", "other")
    write(root, "notes.txt", text="mine\n")
    git(root, "commit", "--quiet", "--all", "--message=mine")
    git(root, "switch", "--quiet", "other")
    write(root, "notes.txt", text="theirs\n")
    git(root, "commit", "--quiet", "--all", "--message=theirs")
    git(root, "merge", "main", code=1)
    assert refusal(root, *change_all_ways(root)) == "fatal: cannot do a partial commit during a merge."


def test_an_empty_message_is_refused(root: Path) -> None:
    assert refusal(root, *change_all_ways(root), message=" \n") == (
        "Aborting commit due to empty commit message."
    )


def test_outside_a_repository_git_says_so(tmp_path: Path) -> None:
    write(tmp_path, "tracks/a.yaml")
    with pytest.raises(GitError) as refused:
        commit_here(tmp_path, "tracks/a.yaml")
    assert refused.value.words.splitlines()[0] == (
        "fatal: not a git repository (or any of the parent directories): .git"
    )
    assert refused.value.exit_code == ExitCode.FAILED


def test_without_git_nothing_is_committed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = change_all_ways(root)
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        with pytest.raises(GitError) as refused:
            commit_here(root, *names)
    assert str(refused.value) == "git is not installed, or not on the PATH"
    assert seen(root).subjects == ["start"]


@posix
def test_a_git_that_cannot_be_started_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").write_bytes(b"\x7fno program")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError) as refused:
        commit_here(root, *change_all_ways(root))
    assert refused.value.words == "git could not be started: Exec format error"


@posix
def test_words_that_git_says_elsewhere_are_told_too(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho no\nexit 1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError) as refused:
        commit_here(root, *change_all_ways(root))
    assert refused.value.words == "no"


def test_a_target_that_git_is_made_to_forget_meanwhile_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run

    def run_after_another(argv: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        if "--dry-run" in argv:
            run(["git", "rm", "--quiet", "--cached", "tracks/new.yaml"], cwd=root, check=True)
        ran: subprocess.CompletedProcess[bytes] = run(argv, **options)
        return ran

    change_all_ways(root)
    git(root, "add", "tracks/new.yaml")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(module.subprocess, "run", run_after_another)
        with pytest.raises(GitError) as refused:
            commit_here(root, "tracks/a.yaml", "tracks/new.yaml")
    assert refused.value.words == (
        "error: pathspec ':(literal)tracks/new.yaml' did not match any file(s) known to git"
    )
    assert seen(root).subjects == ["start"]


def interrupted(monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """Let the user interrupt before or after git has committed."""
    run = subprocess.run

    def interrupted_run(argv: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        last = any(one.startswith("--message=") for one in argv)
        if last and not after:
            raise KeyboardInterrupt
        ran: subprocess.CompletedProcess[bytes] = run(argv, **options)
        if last:
            raise KeyboardInterrupt
        return ran

    monkeypatch.setattr(module.subprocess, "run", interrupted_run)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_interrupt_leaves_all_committed_or_the_index_as_it_was(
    after: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = change_all_ways(root)
    before = seen(root)
    with monkeypatch.context() as meanwhile:
        interrupted(meanwhile, after=after)
        with pytest.raises(KeyboardInterrupt):
            commit_here(root, *names)
    assert seen(root) == (Seen(["change", "start"], ALL_WAYS, []) if after else before)


def test_a_target_outside_the_catalogue_is_a_fault_of_the_caller(root: Path) -> None:
    write(root, "notes.txt")
    with pytest.raises(ValueError, match="not in the subpath"):
        commit(Git.at(root / "tracks", os.environ), [str(root / "notes.txt")], "change")
    assert seen(root).left == [" M notes.txt"]
