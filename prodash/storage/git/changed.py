"""Changed: the files that differ from a commit."""

import os
from collections.abc import Iterable
from pathlib import Path

from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git, literal_pathspecs

DIFF = ("diff", "--name-only", "--relative", "--no-renames")


def changed_files(git: Git, since: str | None, linked: Iterable[Path] = ()) -> frozenset[str]:
    """The files below the folder of *git* and *linked* that differ from the last commit, new and deleted ones included.

    With *since*, those that differ from the common ancestor of *since* and this branch.
    Paths are absolute; an untracked git repository is listed as one folder.  Raises GitError.
    """
    try:
        top = Git(_top(git), git.environment)
        inside = [Path(os.path.realpath(path)) for path in (git.folder, *linked)]
        below = [
            "--",
            *literal_pathspecs(
                p.relative_to(top.folder).as_posix() for p in inside if p.is_relative_to(top.folder)
            ),
        ]
        listed = top.list_paths("ls-files", "--others", "--exclude-standard", *below)
        if since is not None:
            listed |= top.list_paths(*DIFF, _merge_base(git, since), *below)
        elif git.run("rev-parse", "--verify", "--quiet", "HEAD").code:
            # Before the first commit every file is new.
            listed |= top.list_paths("ls-files", *below)
        else:
            listed |= top.list_paths(*DIFF, "HEAD", *below)
    except GitError as error:
        raise GitError(error.words, "diff") from None
    return frozenset(os.path.join(top.folder, path) for path in listed)


def _top(git: Git) -> Path:
    """The top folder of the repository."""
    return Path(os.path.realpath(git.require("rev-parse", "--show-toplevel").line))


def _merge_base(git: Git, since: str) -> str:
    """The common ancestor of the commit *since* and this branch.  Raises GitError if there is none."""
    commit = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if commit.code:
        raise GitError(f"unknown commit {since!r}")
    base = git.run("merge-base", commit.line, "HEAD")
    if base.code:
        raise GitError(f"{since!r} and this branch have no common ancestor")
    return base.line.split()[0]
