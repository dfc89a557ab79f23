"""Git index: what git is told of files that resolve has settled, and of those that undo or redo has changed back."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash import shell
from prodash.model.merge.in_conflict import WhoseSides
from prodash.render.terminal.words import pluralise
from prodash.session.session import Session
from prodash.storage.batch.replace import FileEdit
from prodash.storage.conflicts.conflicted import read_conflicted
from prodash.storage.conflicts.reopened import reopen, settled_before
from prodash.storage.conflicts.stashed import NEWEST
from prodash.storage.conflicts.unmerged import THEIRS, add_settled, unmerged
from prodash.storage.conflicts.whose import whose_sides
from prodash.storage.git.errors import GitError, quoted
from prodash.storage.git.names import names_below
from prodash.storage.git.repository import may_be_in_repository, repository_of
from prodash.storage.git.run import Git
from prodash.storage.merge.pieces import Labels

_GO_ON = {
    "merge": ("commit", "--no-edit"),
    "rebase": ("rebase", "--continue"),
    "cherry-pick": ("cherry-pick", "--continue"),
    "revert": ("revert", "--continue"),
    "am": ("am", "--continue"),
}


class _Changed(NamedTuple):
    """The real paths of files that were in conflict and no longer are, and the other way round, and labels of their markers."""

    settled: Sequence[str]
    reopened: Sequence[str]
    labels: Labels


def tell_settled(session: Session, edits: Sequence[FileEdit]) -> None:
    """Add the files that *edits* have settled to git's index, and say how to go on once nothing is in conflict."""
    git, changed = Git.at(session.root, session.environment.variables), _changed(edits)
    if not may_be_in_repository(git):
        return
    try:
        # As long as git holds the files as in conflict, it tells which stash they come from.
        changed_by_them = [name for name, versions in unmerged(git).items() if THEIRS in versions]
        whose = _whose(git, changed.labels, *changed_by_them[:1])
        added = add_settled(git, changed.settled)
        left = unmerged(git)
    except GitError as error:
        session.outcome.incomplete = True
        add = git.command("add", "--", *sorted(names_below(git, changed.settled)))
        what = f"git was not told what is settled; {add} does that; git says:"
        for line in f"{what}{quoted(error.words)}".split("\n"):
            session.console.info(line)
        return
    if not added:
        return
    _say(session, added, "settled")
    if left:
        resolve = shell.command(*session.options.program_words, "resolve")
        session.console.info(
            f"{pluralise(len(left), 'file')} still in conflict; {resolve} shows what is left"
        )
    elif next_step := _next_step(git, whose):
        session.console.info(f"nothing is in conflict now; {next_step}")


def _next_step(git: Git, whose: WhoseSides) -> str:
    """What the user can do once nothing is in conflict; empty if git does not say."""
    if whose.doing == "stash":
        if not whose.stash:
            return f"git keeps the stash, as {git.command('stash', 'list')} shows"
        newest = () if whose.stash == NEWEST else (whose.stash,)
        return f"git keeps the stash until you run {git.command('stash', 'drop', *newest)}"
    return f"go on with {git.command(*_GO_ON[whose.doing])}" if whose.doing in _GO_ON else ""


def tell_reversed(session: Session, edits: Sequence[FileEdit]) -> None:
    """Let git's index follow *edits* of undo or redo, as far as git still does what the files were in conflict in."""
    git, changed = Git.at(session.root, session.environment.variables), _changed(edits)
    if not may_be_in_repository(git):
        return
    try:
        if changed.reopened and _whose(git, changed.labels).doing:
            _say(session, reopen(git, changed.reopened), "in conflict again")
        settled = settled_before(git, changed.settled) if changed.settled else set()
        again = [target for target in changed.settled if names_below(git, [target]) & settled]
        _say(session, add_settled(git, again), "settled")
    except GitError as error:
        session.console.info(f"git's index stays as it is: {error.words}")


def _changed(edits: Sequence[FileEdit]) -> _Changed:
    settled, reopened, labels = [], [], []
    for edit in edits:
        before, after = (read_conflicted(edit.path, data or b"") for data in (edit.old, edit.new))
        labels += [one.marked.labels for one in (before, after) if one]
        if after and not before:
            reopened.append(edit.target.path)
        elif before and not after and edit.new is not None:
            settled.append(edit.target.path)
    return _Changed(settled, reopened, next(iter(labels), Labels()))


def _whose(git: Git, labels: Labels, *path: str) -> WhoseSides:
    return whose_sides(git, repository_of(git).git_dir, labels, *path)


def _say(session: Session, names: Sequence[str], what: str) -> None:
    if names:
        shown = ", ".join(map(session.display_path, names))
        session.console.info(f"told git that {shown} {'is' if len(names) == 1 else 'are'} {what}")
