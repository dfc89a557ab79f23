"""Undone: what git is told when undo brings conflict markers back, and when redo takes them away again."""

from collections.abc import Iterable, Sequence

from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.conflicts.conflicted import read_conflicted
from prodash.storage.conflicts.reopened import reopen, settled_before
from prodash.storage.conflicts.unmerged import add_settled
from prodash.storage.conflicts.whose import whose_sides
from prodash.storage.git.errors import GitError
from prodash.storage.git.names import names_below
from prodash.storage.git.repository import repository_of
from prodash.storage.git.run import Git
from prodash.storage.merge.pieces import Labels


def tell_git(session: Session, edits: Iterable[FileEdit]) -> None:
    """Let git's index follow *edits*, as far as git still does what they were in conflict in."""
    back: dict[str, Labels] = {}
    gone: list[str] = []
    for edit in edits:
        before, after = (read_conflicted(edit.path, data or b"") for data in (edit.old, edit.new))
        if after and not before:
            back[edit.target.path] = after.marked.labels
        elif before and not after and edit.new is not None:
            gone.append(edit.target.path)
    git = Git.at(session.root, session.environment.variables)
    try:
        _reopen(session, git, back)
        _say(session, _settle(git, gone), "settled")
    except GitError as error:
        session.console.info(f"git's index stays as it is: {error.words}")


def _reopen(session: Session, git: Git, labels: dict[str, Labels]) -> None:
    if labels:
        first = next(iter(labels.values()))
        if whose_sides(git, repository_of(git).git_dir, first).doing:
            _say(session, reopen(git, labels), "in conflict again")


def _settle(git: Git, targets: Sequence[str]) -> Sequence[str]:
    """Add those *targets* that git held as settled before."""
    settled = settled_before(git, targets) if targets else set()
    return add_settled(git, [target for target in targets if names_below(git, [target]) & settled])


def _say(session: Session, names: Sequence[str], what: str) -> None:
    if names:
        shown = ", ".join(map(session.display_path, names))
        session.console.info(f"told git that {shown} {'is' if len(names) == 1 else 'are'} {what}")
