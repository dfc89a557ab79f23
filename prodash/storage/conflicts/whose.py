"""Whose: which branch or commit each side of a conflict comes from, as git knows it while it merges."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from prodash.model.merge.in_conflict import SideOwner, WhoseSides
from prodash.storage.conflicts.stashed import stash_of
from prodash.storage.git.run import Git
from prodash.storage.merge.pieces import Labels

_BRANCHES = "refs/heads/"
_NO_BRANCH = "detached HEAD"
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_IN_QUOTES = re.compile("'([^']+)'")
_SQUASHED = re.compile(r"^commit ([0-9a-f]+)$", re.MULTILINE)
_SAY_LITTLE = frozenset({"HEAD", "ours", "theirs"})
_STASHED = "Stashed changes"
_WHERE = "where you are"
_MAX_BYTES = 1 << 16


def whose_sides(git: Git, git_dir: Path, labels: Labels, path: str = "") -> WhoseSides:
    """Whose the sides are in the repository with *git_dir*; the *labels* of markers say it if git does not.

    *path* is a file of which they have changed something, if there is one.  Raises GitError.
    """
    for find in (_rebase, _patch, _merge, _pick, _revert, _squash):
        if found := find(git, git_dir, labels):
            return found
    stash = stash_of(git, path) if path else ""
    if stash or labels.theirs == _STASHED:
        return WhoseSides(
            "stash", SideOwner(_branch(git), "as it is"), SideOwner("your stashed changes"), stash
        )
    return sides_by_labels(labels)


def sides_by_labels(labels: Labels) -> WhoseSides:
    """Whose the sides are as far as the labels of markers say it."""
    return WhoseSides(
        "", SideOwner(_label(labels.ours, "what you had")), SideOwner(_label(labels.theirs, "what came in"))
    )


def _label(label: str, otherwise: str) -> str:
    """What stands in a marker, if it says more than which side it is."""
    says_more = label.isprintable() and label.strip() and label not in _SAY_LITTLE
    return label if says_more else otherwise


def _rebase(git: Git, git_dir: Path, _labels: Labels) -> WhoseSides | None:
    """A rebase swaps the sides: ours is the branch that it goes onto, theirs is the commit of the user."""
    for folder in ("rebase-merge", "rebase-apply"):
        if onto := _first_line(git_dir / folder / "onto"):
            head = _first_line(git_dir / folder / "head-name")
            branch = "" if head == _NO_BRANCH else head.removeprefix(_BRANCHES)
            commit = git.run("rev-parse", "--verify", "--quiet", "REBASE_HEAD").line
            own = _subject(git, commit) or branch or commit[:8]
            of_branch = f" of {branch}" if branch and own != branch else ""
            return WhoseSides(
                "rebase",
                SideOwner(_name(git, onto), f"onto which you rebase {branch or 'your commits'}"),
                SideOwner(own, f"your own commit{of_branch}"),
            )
    return None


def _patch(git: Git, git_dir: Path, _labels: Labels) -> WhoseSides | None:
    folder = git_dir / "rebase-apply"
    if not os.path.lexists(folder / "applying"):
        return None
    patch = SideOwner(_quoted(_first_line(folder / "final-commit")) or "the patch", "which you apply")
    return WhoseSides("am", SideOwner(_branch(git), _WHERE), patch)


def _merge(git: Git, git_dir: Path, labels: Labels) -> WhoseSides | None:
    """The merge of a branch; of several ones, only the last is ever in conflict."""
    *others, commit = _text(git_dir / "MERGE_HEAD").split() or [""]
    if not commit:
        return None
    wanted = (labels.theirs, *_IN_QUOTES.findall(_first_line(git_dir / "MERGE_MSG")))
    ours = " and ".join(_name(git, other) for other in others)
    return WhoseSides(
        "merge",
        SideOwner(f"{_branch(git)} with {ours}" if ours else _branch(git), _WHERE),
        SideOwner(_name(git, commit, wanted), "which you merge"),
    )


def _pick(git: Git, git_dir: Path, _labels: Labels) -> WhoseSides | None:
    commit = _first_line(git_dir / "CHERRY_PICK_HEAD")
    picked = SideOwner(_subject(git, commit) or commit[:8], "the commit that you pick")
    return WhoseSides("cherry-pick", SideOwner(_branch(git), _WHERE), picked) if commit else None


def _revert(git: Git, git_dir: Path, _labels: Labels) -> WhoseSides | None:
    """To take a commit back is to merge what was before it."""
    commit = _first_line(git_dir / "REVERT_HEAD")
    before = SideOwner(f"what was before {_subject(git, commit) or commit[:8]}", "which you take back")
    return WhoseSides("revert", SideOwner(_branch(git), _WHERE), before) if commit else None


def _squash(git: Git, git_dir: Path, labels: Labels) -> WhoseSides | None:
    found = _SQUASHED.search(_text(git_dir / "SQUASH_MSG"))
    if not found:
        return None
    squashed = SideOwner(_name(git, found[1], (labels.theirs,)), "which you merge")
    return WhoseSides("merge", SideOwner(_branch(git), _WHERE), squashed)


def _text(path: Path) -> str:
    """The start of a file of git; empty if it is not there."""
    with suppress(OSError), path.open("rb") as file:
        return os.fsdecode(file.read(_MAX_BYTES))
    return ""


def _first_line(path: Path) -> str:
    """The first line of a file of git; empty if it is not there."""
    return _text(path).partition("\n")[0].strip()


def _branch(git: Git) -> str:
    """The branch that is checked out, or the commit if it is none."""
    branch = git.run("symbolic-ref", "--quiet", "--short", "HEAD").line
    return branch or git.run("rev-parse", "--short", "HEAD").line or "HEAD"


def _name(git: Git, commit: str, wanted: Sequence[str] = ()) -> str:
    """The branch whose newest commit is *commit*, one that is *wanted* if there is one; else its subject, or its first digits."""
    if not _COMMIT.fullmatch(commit):
        return commit
    places = ("refs/heads", "refs/remotes")
    refs = git.run("for-each-ref", f"--points-at={commit}", "--format=%(refname:lstrip=2)", *places)
    # What a remote calls HEAD is another name for one of its branches.
    names = [name for name in os.fsdecode(refs.out).splitlines() if not name.endswith("/HEAD")]
    return (
        next((name for name in (*wanted, *names) if name in names), "") or _subject(git, commit) or commit[:8]
    )


def _subject(git: Git, commit: str) -> str:
    """The commit by its first line in quotes; empty if it has none."""
    return _quoted(git.run("show", "--no-patch", "--format=%s", commit, "--").line) if commit else ""


def _quoted(subject: str) -> str:
    return f"“{subject}”" if subject and subject.isprintable() else ""
