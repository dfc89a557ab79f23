"""Stashed: from which stash the other side of a file in conflict comes."""

import os

from prodash.storage.conflicts.unmerged import THEIRS
from prodash.storage.git.run import Git

NEWEST = "stash@{0}"
_MOST = 20


def stash_of(git: Git, path: str) -> str:
    """The name of the stash that has what git holds as their side of the file at *path*; empty if none of the newest does."""
    theirs = _blob(git, f":{THEIRS}:./{path}")
    if not theirs:
        return ""
    names = os.fsdecode(git.run("stash", "list", "--format=%gd", f"--max-count={_MOST}").out).splitlines()
    return next((name for name in names if _blob(git, f"{name}:./{path}") == theirs), "")


def _blob(git: Git, name: str) -> str:
    return git.run("rev-parse", "--verify", "--quiet", name).line
