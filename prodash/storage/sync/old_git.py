"""Old git: how git before 2.38 merges two commits, in a temporary index and folder."""

from prodash.storage.git.run import Git
from prodash.storage.sync.temporary_git import in_empty_folder

_CONFLICTS = 1
_PLAIN = (
    *("-c", "core.sparseCheckout=false", "-c", "core.splitIndex=false"),
    *("-c", "core.fsmonitor=false", "-c", "index.sparse=false"),
)
"""Settings of an index that has all files and leaves nothing in the repository."""


def merge_with_old_git(git: Git, settings: tuple[str, ...], ours: str, theirs: str) -> tuple[str, list[str]]:
    """The tree of the merge; if there are conflicts none, but their entries of git's index.

    Neither files nor branches nor the index of the repository change.  A kill leaves only a temporary folder.
    Raises GitError.
    """
    bases = git.require("merge-base", "--all", ours, theirs).line.split()
    with in_empty_folder(git) as temporary:
        temporary.require(*_PLAIN, "read-tree", ours)
        merged = temporary.run_with_hooks(*_PLAIN, *settings, "merge-recursive", *bases, "--", ours, theirs)
        if merged.code not in {0, _CONFLICTS}:
            raise merged.error
        if merged.code:
            return "", temporary.list_entries("ls-files", "--unmerged")
        return temporary.require("write-tree").line, []
