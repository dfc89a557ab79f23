"""Ready: find out before anything is written whether git can commit a change."""

import os
from collections.abc import Sequence

from prodash.storage.disk.unreadable import shown_path
from prodash.storage.git.errors import CannotCommitError, GitError, NoRepositoryError, listed
from prodash.storage.git.names import names_below
from prodash.storage.git.repository import Repository, repository_of
from prodash.storage.git.run import Git

_UNFINISHED: dict[str, tuple[str, Sequence[Sequence[str]], Sequence[str]]] = {
    "rebase-merge": ("a rebase", [("rebase", "--continue")], ("rebase", "--abort")),
    "rebase-apply/applying": ("'git am'", [("am", "--continue")], ("am", "--abort")),
    "rebase-apply": ("a rebase", [("rebase", "--continue")], ("rebase", "--abort")),
    "MERGE_HEAD": ("a merge", [("commit", "--no-edit")], ("merge", "--abort")),
    "CHERRY_PICK_HEAD": ("a cherry-pick", [("cherry-pick", "--continue")], ("cherry-pick", "--abort")),
    "REVERT_HEAD": ("a revert", [("revert", "--continue")], ("revert", "--abort")),
    "BISECT_LOG": ("a bisection", [("bisect", "good"), ("bisect", "bad")], ("bisect", "reset")),
}
"""What git has begun, by the file in its folder that says so, with the commands that go on and that give up."""


def require_ready(git: Git, targets: Sequence[str]) -> Repository:
    """The repository that can commit *targets*, which are real paths; raises CannotCommitError."""
    try:
        repository = repository_of(git)
        _require_nothing_unfinished(git, repository)
        for role in ("AUTHOR", "COMMITTER"):
            git.require("var", f"GIT_{role}_IDENT")
        _require_not_ignored(git, targets)
    except NoRepositoryError as error:
        raise CannotCommitError(f"{error}{', or' if error.init else ';'} leave out --commit") from None
    except GitError as error:
        raise CannotCommitError(error.words) from None
    return repository


def _require_nothing_unfinished(git: Git, repository: Repository) -> None:
    if begun := unfinished(git, repository):
        raise CannotCommitError(f"{begun}, or leave out --commit")
    if repository.is_own_index(git):
        raise CannotCommitError(
            "git is committing in this repository, and its hook runs prodash; leave out --commit, and let the hook "
            "run 'git add' after the change"
        )
    if at_work := other_git(repository):
        raise CannotCommitError(at_work)


def unfinished(git: Git, repository: Repository) -> str:
    """What git has begun in *repository*, and how to go on with it or give it up; empty if that is nothing."""
    for name, (what, go_on, give_up) in _UNFINISHED.items():
        if os.path.lexists(repository.git_dir / name):
            ways = f"go on with {_one_of(git, go_on)} or give it up with {git.command(*give_up)}"
            return f"{what} is not finished; {_settle_first(git)}{ways}"
    return ""


def _settle_first(git: Git) -> str:
    """What to do before git can go on; empty if no YAML file below the folder of *git* is in conflict."""
    in_conflict = git.run("ls-files", "--unmerged", "--", "*.yaml", "*.yml").out
    return "settle what is in conflict with 'prodash resolve', then " if in_conflict else ""


def other_git(repository: Repository) -> str:
    """That another git holds the lock of *repository*, and what to do; empty if none does."""
    lock = repository.git_dir / "index.lock"
    return (
        f"another git is at work; wait for it, or if there is none, delete {lock}"
        if os.path.lexists(lock)
        else ""
    )


def _one_of(git: Git, commands: Sequence[Sequence[str]]) -> str:
    return " or ".join(git.command(*command) for command in commands)


def _require_not_ignored(git: Git, targets: Sequence[str]) -> None:
    ignored = git.run("check-ignore", "-z", "--stdin", paths=sorted(names_below(git, targets)))
    if ignored.code > 1:
        raise ignored.error
    if names := tuple(map(shown_path, os.fsdecode(ignored.out).split("\0")[:-1])):
        raise CannotCommitError(
            f"git ignores {listed(names)}; {git.command('check-ignore', '-v', names[0])} shows why"
        )
