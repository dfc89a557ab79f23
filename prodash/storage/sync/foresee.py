"""Foresee: whether an exchange would fail, found out among git's objects, so that no branch, index or file changes."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from prodash.storage.git.run import Git, literal_pathspecs
from prodash.storage.sync.commits import newest_commit
from prodash.storage.sync.exchange import Clone, as_sync_errors
from prodash.storage.sync.merge_commits import merged_tree
from prodash.storage.sync.temporary_git import with_index
from prodash.storage.sync.work_tree import require_can_update

_ADD = ("add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul")
_MESSAGE = "prodash sync --dry-run"


def require_possible(clone: Clone, paths: Sequence[str]) -> None:
    """Raise what `exchange` of the files *paths* would raise before it sends: SyncConflictError, CannotSyncError, SyncFailedError.

    No hook runs, and nothing is signed.
    """
    theirs = clone.upstream.commit(clone.git)
    with as_sync_errors(), TemporaryDirectory(prefix="prodash-") as folder:
        index = Path(folder, "later")
        later = with_index(clone.top, index)
        with suppress(FileNotFoundError):
            copyfile(clone.git.path_of("index"), index)
        ours = _temporary_commit(paths, with_index(clone.git, Path(folder, "commit")))
        merged = merged_tree(clone.top, clone.prefix, clone.upstream, ours, theirs)
        if merged != ours:
            _add(later._replace(folder=clone.git.folder), paths)
            require_can_update(later, ours, merged)


def _temporary_commit(paths: Sequence[str], git: Git) -> str:
    """A commit that has the files *paths* and is on no branch, made in the index of *git*; the newest one if there is nothing."""
    newest = newest_commit(git)
    if not paths:
        return newest
    git.require("read-tree", newest)
    _add(git, paths)
    tree = git.require("write-tree").line
    return git.require("commit-tree", "-p", newest, "-m", _MESSAGE, tree).line


def _add(git: Git, paths: Sequence[str]) -> None:
    if paths:
        git.require(*_ADD, paths=literal_pathspecs(paths))
