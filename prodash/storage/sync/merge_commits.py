"""Merge commits: two commits as one, made among git's objects, so that no file and no branch changes."""

import os
from collections.abc import Sequence

from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git, GitResult, require_success
from prodash.storage.sync.apart import git_apart
from prodash.storage.sync.driver_options import driver_options
from prodash.storage.sync.errors import CannotSyncError, SyncConflictError
from prodash.storage.sync.file_conflicts import UnmergedFile, file_conflicts
from prodash.storage.sync.upstream import Upstream

_CONFLICTS, _USAGE = 1, 129


def merge_commits(git: Git, prefix: str, upstream: Upstream, ours: str, theirs: str) -> str:
    """The commit that has the changes of both: one of them if it has all, or a new one.

    *git* runs at the top of the repository, and *prefix* is the folder of the catalogue there.
    Raises SyncConflictError, CannotSyncError if the two have nothing in common, GitError.
    """
    if not theirs or _leads_to(git, theirs, ours):
        return ours
    if _leads_to(git, ours, theirs):
        return theirs
    base = git.run("merge-base", ours, theirs)
    if base.code:
        raise CannotSyncError(_unrelated(git, upstream))
    tree = _merged_tree(git, prefix, ours, theirs)
    sign = ("-S",) if git.setting("commit.gpgSign", "bool") == "true" else ()
    message = f"Merge {upstream.name}"
    made = git.run_with_hooks("commit-tree", *sign, "-p", ours, "-p", theirs, "-m", message, tree)
    return require_success(made).line


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


def _merged_tree(git: Git, prefix: str, ours: str, theirs: str) -> str:
    """The tree with the changes of both.  Raises SyncConflictError, GitError."""
    with driver_options(git, prefix) as settings, git_apart(git) as apart:
        answer = apart.run_with_hooks(
            *settings, "merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs
        )
    if answer.code == _USAGE:
        version = git.require("version").line.removeprefix("git version ")
        raise GitError(
            f"sync merges with git 2.38 or newer, and this is {version}; use {git.command('pull')} instead"
        )
    if answer.code == _CONFLICTS:
        unmerged = _unmerged(answer)
        raise SyncConflictError(file_conflicts(git, prefix, (ours, theirs), unmerged), _advice(git))
    tree, *_ = os.fsdecode(require_success(answer).out).split("\0")
    return tree


def _unmerged(answer: GitResult) -> Sequence[UnmergedFile]:
    """The versions of each file in conflict, in the order of their paths."""
    found: dict[str, dict[str, str]] = {}
    for entry in os.fsdecode(answer.out).split("\0")[1:]:
        facts, _, path = entry.partition("\t")
        if path:
            _, blob, side = facts.split(" ")
            found.setdefault(path, {})[side] = blob
    return [
        UnmergedFile(path, *(blobs.get(side, "") for side in "123")) for path, blobs in sorted(found.items())
    ]


def _advice(git: Git) -> Sequence[str]:
    add, commit = git.command("add", "."), git.command("commit", "--message=mine")
    pull, end = git.command("pull", "--no-rebase"), git.command("commit", "--no-edit")
    return (f"or settle it here with {add}, {commit}, {pull}, 'prodash resolve' and {end}, then sync again",)
