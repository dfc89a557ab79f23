"""Other changes: what a commit of whole files would contain besides a change."""

import os
from collections.abc import Sequence

from prodash.storage.git.names import names_below
from prodash.storage.git.repository import Repository
from prodash.storage.git.run import Git, literal_pathspecs

_STATUS = (
    *("status", "--porcelain", "-z", "--no-renames"),
    *("--untracked-files=all", "--ignore-submodules=all"),
)
_MAX_NAMED = 100


def uncommitted(git: Git, repository: Repository, targets: Sequence[str]) -> frozenset[str]:
    """Those of *targets*, which are real paths, that differ from the last commit or are new to git.

    Paths are relative to the folder of *git*.  Raises GitError.
    """
    names = names_below(git, targets)
    # A command line has room for a few names only.
    pathspecs = literal_pathspecs(sorted(names)) if len(names) <= _MAX_NAMED else ["."]
    entries = os.fsdecode(git.require(*_STATUS, "--", *pathspecs).out).split("\0")
    return frozenset(entry[3:].removeprefix(repository.prefix) for entry in entries) & names
