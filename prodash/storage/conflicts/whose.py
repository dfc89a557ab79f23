"""Whose: which branch or commit each side of a conflict comes from, as git knows it while it merges."""

import os
import re
from contextlib import suppress
from pathlib import Path

from prodash.model.merge.in_conflict import SideOwner, WhoseSides
from prodash.storage.git.run import Git

_BRANCHES = "refs/heads/"
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_PICKED = {"CHERRY_PICK_HEAD": "cherry-pick", "REVERT_HEAD": "revert"}
_SAY_LITTLE = frozenset({"HEAD", "ours", "theirs"})
_STASHED = "Stashed changes"


def whose_sides(git: Git, git_dir: Path, our_label: str, their_label: str) -> WhoseSides:
    """Whose the sides are in the repository with *git_dir*; the labels of markers say it if git does not.

    Raises GitError.
    """
    for find in (_rebase, _merge, _picked):
        if found := find(git, git_dir):
            return found
    if their_label == _STASHED:
        return WhoseSides("stash", SideOwner(_branch(git), "as it is"), SideOwner("your stashed changes"))
    return sides_by_labels(our_label, their_label)


def sides_by_labels(ours: str, theirs: str) -> WhoseSides:
    """Whose the sides are as far as the labels of markers say it."""
    return WhoseSides("", SideOwner(_label(ours, "what you had")), SideOwner(_label(theirs, "what came in")))


def _label(label: str, otherwise: str) -> str:
    """What stands in a marker, if it says more than which side it is."""
    says_more = label.isprintable() and label.strip() and label not in _SAY_LITTLE
    return label if says_more else otherwise


def _rebase(git: Git, git_dir: Path) -> WhoseSides | None:
    """A rebase swaps the sides: ours is the branch that it goes onto, theirs is the commit of the user."""
    for folder in ("rebase-merge", "rebase-apply"):
        if onto := _first_line(git_dir / folder / "onto"):
            branch = _first_line(git_dir / folder / "head-name").removeprefix(_BRANCHES)
            commit = git.run("rev-parse", "--verify", "--quiet", "REBASE_HEAD").line
            own = _subject(git, commit) or branch
            of_branch = f" of {branch}" if branch and own != branch else ""
            return WhoseSides(
                "rebase",
                SideOwner(_name(git, onto), f"onto which you rebase {branch or 'your commits'}"),
                SideOwner(own, f"your own commit{of_branch}"),
            )
    return None


def _merge(git: Git, git_dir: Path) -> WhoseSides | None:
    commit = _first_line(git_dir / "MERGE_HEAD")
    if not commit:
        return None
    return WhoseSides(
        "merge", SideOwner(_branch(git), "where you are"), SideOwner(_name(git, commit), "which you merge")
    )


def _picked(git: Git, git_dir: Path) -> WhoseSides | None:
    for name, doing in _PICKED.items():
        if commit := _first_line(git_dir / name):
            role = "the commit that you pick" if doing == "cherry-pick" else "which you take back"
            return WhoseSides(
                doing,
                SideOwner(_branch(git), "where you are"),
                SideOwner(_subject(git, commit) or commit[:8], role),
            )
    return None


def _first_line(path: Path) -> str:
    """The first line of a file of git; empty if it is not there."""
    with suppress(OSError):
        lines = os.fsdecode(path.read_bytes()).splitlines()
        return lines[0].strip() if lines else ""
    return ""


def _branch(git: Git) -> str:
    """The branch that is checked out, or the commit if it is none."""
    branch = git.run("symbolic-ref", "--quiet", "--short", "HEAD").line
    return branch or git.run("rev-parse", "--short", "HEAD").line or "HEAD"


def _name(git: Git, commit: str) -> str:
    """The branch whose newest commit is *commit*; else its subject, or its first digits."""
    if not _COMMIT.fullmatch(commit):
        return commit

    def tip_in(where: str) -> str:
        # origin/HEAD only refers to another branch.
        name = "%(if)%(symref)%(then)%(else)%(refname:short)%(end)"
        names = git.run("for-each-ref", f"--points-at={commit}", f"--format={name}", where).out
        return next(filter(None, os.fsdecode(names).splitlines()), "")

    return tip_in("refs/heads") or tip_in("refs/remotes") or _subject(git, commit) or commit[:8]


def _subject(git: Git, commit: str) -> str:
    """The commit by its first line in quotes; empty if it has none."""
    subject = git.run("show", "--no-patch", "--format=%s", commit, "--").line if commit else ""
    return f"“{subject}”" if subject and subject.isprintable() else ""
