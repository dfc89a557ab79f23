"""Merge commits: two commits as one, made among git's objects, so that no file and no branch changes."""

import os
from collections.abc import Iterable, Sequence

from prodash.storage.git.run import Git, require_success
from prodash.storage.sync.driver_options import driver_options
from prodash.storage.sync.errors import AGAIN, CannotSyncError, SyncConflictError, SyncFailedError
from prodash.storage.sync.file_conflicts import UnmergedFile, file_conflicts
from prodash.storage.sync.old_git import merge_with_old_git
from prodash.storage.sync.temporary_git import in_temporary_folder
from prodash.storage.sync.upstream import Upstream

_CONFLICTS, _USAGE = 1, 129


def merge_commits(git: Git, prefix: str, upstream: Upstream, ours: str, theirs: str) -> str:
    """The commit that has the changes of both: one of them if it has all, or a new one.  Raises as `merged_tree`."""
    tree = merged_tree(git, prefix, upstream, ours, theirs)
    if tree in {ours, theirs}:
        return tree
    sign = ("-S",) if git.setting("commit.gpgSign", "bool") == "true" else ()
    message = f"Merge {upstream.name}"
    made = git.run_with_hooks("commit-tree", *sign, "-p", ours, "-p", theirs, "-m", message, tree)
    return require_success(made).line


def merged_tree(git: Git, prefix: str, upstream: Upstream, ours: str, theirs: str) -> str:
    """What has the changes of both: one of the two commits if it has all, or a new tree.

    *git* runs at the top of the repository, and *prefix* is the folder of the catalogue there.
    Raises SyncConflictError, CannotSyncError if the two have nothing in common, GitError.
    """
    if not theirs or _leads_to(git, theirs, ours):
        return ours
    if _leads_to(git, ours, theirs):
        return theirs
    _require_signature(git, upstream, theirs)
    base = git.run("merge-base", ours, theirs)
    if base.code:
        raise CannotSyncError(_unrelated(git, upstream))
    return _merged(git, prefix, ours, theirs)


def _require_signature(git: Git, upstream: Upstream, theirs: str) -> None:
    """Raise SyncFailedError if the user merges only signed commits, and *theirs* is not one."""
    if git.setting("merge.verifySignatures", "bool") != "true":
        return
    answer = git.run("verify-commit", theirs)
    if answer.code:
        what = f"the newest commit of {upstream.name} has no good signature, which merge.verifySignatures asks for"
        raise SyncFailedError(what, answer.said, AGAIN)


def _leads_to(git: Git, older: str, newer: str) -> bool:
    answer = git.run("merge-base", "--is-ancestor", older, newer)
    if answer.code > 1:
        raise answer.error
    return answer.code == 0


def _unrelated(git: Git, upstream: Upstream) -> str:
    words = f"this repository and {upstream.name} have no commit in common"
    if git.run("rev-parse", "--is-shallow-repository").line == "true":
        return f"{words} in this shallow clone; {git.command('fetch', '--unshallow')} gets the older ones"
    return f"{words}; check with {git.command('remote', '-v')} that it is the right one"


def _merged(git: Git, prefix: str, ours: str, theirs: str) -> str:
    """The tree with the changes of both.  Raises SyncConflictError, GitError."""
    with driver_options(git, prefix) as settings:
        tree, entries = _merge(git, settings, ours, theirs)
    if not tree:
        commits = (ours, theirs)
        raise SyncConflictError(file_conflicts(git, prefix, commits, _unmerged(entries, commits)))
    return tree


def _merge(git: Git, settings: tuple[str, ...], ours: str, theirs: str) -> tuple[str, list[str]]:
    """The tree of the merge; if there are conflicts none, but their entries of git's index."""
    with in_temporary_folder(git) as temporary:
        answer = temporary.run_with_hooks(
            *settings, "merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs
        )
    if answer.code == _USAGE:
        return merge_with_old_git(git, settings, ours, theirs)
    tree, *entries = os.fsdecode(answer.out).split("\0")
    if answer.code == _CONFLICTS:
        return "", entries[:-1]
    require_success(answer)
    return tree, []


def _unmerged(entries: Iterable[str], commits: tuple[str, str]) -> Sequence[UnmergedFile]:
    """The versions of each file in conflict, in the order of their paths.

    If a link or a folder is in its place in one of the *commits*, git adds that commit to the path.
    """
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        facts, _, path = entry.partition("\t")
        path = path.removesuffix(f"~{commits[0]}").removesuffix(f"~{commits[1]}")
        if path:
            _, blob, side = facts.split(" ")
            found.setdefault(path, {})[side] = blob
    return [
        UnmergedFile(path, *(blobs.get(side, "") for side in "123")) for path, blobs in sorted(found.items())
    ]
