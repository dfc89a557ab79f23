"""Commits: the newest one, how many lead from one to another, and who made them."""

from prodash.storage.git.run import Git


def newest_commit(git: Git) -> str:
    """The newest commit of the branch that is checked out.  Raises GitError."""
    return git.require("rev-parse", "--verify", "HEAD^{commit}").line


def are_alike(git: Git, *commits: str) -> bool:
    """Whether all *commits* have the same files.  Raises GitError."""
    return len({git.require("rev-parse", f"{commit}^{{tree}}").line for commit in commits}) == 1


def count_commits(git: Git, older: str, newer: str) -> int:
    """The number of commits that lead from *older* to *newer*, without merges.  Raises GitError."""
    return int(git.require("rev-list", "--count", "--no-merges", f"{older}..{newer}").line)


def authors(git: Git, older: str, newer: str) -> list[str]:
    """Who made those commits, the newest first.  Raises GitError."""
    log = git.require("log", "--format=%an", "--no-merges", "--no-show-signature", f"{older}..{newer}")
    return [*filter(None, dict.fromkeys(log.out.decode("utf-8", "replace").splitlines()))]


def merge_base(git: Git, ours: str, theirs: str) -> str:
    """The commit at which the two parted; *ours* if they have nothing in common."""
    return git.run("merge-base", ours, theirs).line or ours
