"""Repository: the repository that a folder is in."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from prodash.storage.git.environment import may_have_repository
from prodash.storage.git.errors import NoRepositoryError
from prodash.storage.git.run import Git

_USUAL_INDEX = "index"


class Repository(NamedTuple):
    """A repository with a work tree.

    git_dir   the folder with its state, such as MERGE_HEAD; of a linked worktree, that one's own
    prefix    the folder of the catalogue, relative to the top of the work tree, with `/` at the end; empty for the top
    """

    git_dir: Path
    prefix: str

    def is_own_index(self, git: Git) -> bool:
        """Whether git is committing here from an index of its own, which it names to the hook that runs prodash."""
        folder, name = os.path.split(git.hook_index)
        return bool(folder) and name != _USUAL_INDEX and os.path.realpath(folder) == str(self.git_dir)


def repository_of(git: Git) -> Repository:
    """The repository that the folder of *git* is in.  Raises NoRepositoryError, GitError."""
    answer = git.run("rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix")
    if answer.code and not may_be_in_repository(git):
        raise NoRepositoryError(f"{git.folder} is in no git repository", git.command("init"))
    if answer.code:
        raise answer.error
    inside, git_dir, prefix = os.fsdecode(answer.out).split("\n", 2)
    if inside != "true":
        raise NoRepositoryError(f"{git.folder} is in a git repository that has no files of its own")
    return Repository(Path(os.path.realpath(git_dir)), prefix.removesuffix("\n"))


def top_of_repository(folder: Path, variables: Mapping[str, str]) -> Path | None:
    """The top of the work tree that *folder* is in, without links; None if it is in none.  Raises GitError."""
    try:
        prefix = repository_of(Git.at(folder, variables)).prefix
    except (NoRepositoryError, FileNotFoundError):
        # Somebody may have deleted the current folder.
        return None
    real = Path(os.path.realpath(folder))
    return (real, *real.parents)[prefix.count("/")]


def may_be_in_repository(git: Git) -> bool:
    """Whether the folder of *git* may be in a repository."""
    return may_have_repository(git.folder, git.environment)
