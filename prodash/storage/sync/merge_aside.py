"""Merge aside: how git before 2.38 merges two commits, with an index and a folder for files of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git

_CONFLICTS = 1
_PLAIN = (
    *("-c", "core.sparseCheckout=false", "-c", "core.splitIndex=false"),
    *("-c", "core.fsmonitor=false", "-c", "index.sparse=false"),
)
"""Settings of an index that has all files and leaves nothing in the repository."""


def merge_aside(git: Git, settings: tuple[str, ...], ours: str, theirs: str) -> tuple[str, list[str]]:
    """The tree of the merge; if there are conflicts none, but their entries of git's index.

    Neither files nor branches nor the index of the repository change.  A kill leaves only a temporary folder.
    Raises GitError.
    """
    bases = git.require("merge-base", "--all", ours, theirs).line.split()
    with _beside(git) as own:
        own.require(*_PLAIN, "read-tree", ours)
        merged = own.run_with_hooks(*_PLAIN, *settings, "merge-recursive", *bases, "--", ours, theirs)
        if merged.code not in {0, _CONFLICTS}:
            raise merged.error
        if merged.code:
            return "", own.list_entries("ls-files", "--unmerged")
        return own.require("write-tree").line, []


@contextmanager
def _beside(git: Git) -> Iterator[Git]:
    """Git with the objects of the repository, but an index of its own and an empty folder for files."""
    with TemporaryDirectory(prefix="prodash-", ignore_cleanup_errors=True) as folder:
        files = Path(folder, "files")
        files.mkdir()
        places = {
            "GIT_DIR": os.fspath(repository_of(git).git_dir),
            "GIT_WORK_TREE": os.fspath(files),
            "GIT_INDEX_FILE": os.path.join(folder, "index"),
        }
        yield git._replace(folder=files, environment={**git.environment, **places})
