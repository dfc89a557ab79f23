"""Settle: the change that settles fields in conflict, and what git is told afterwards."""

from collections.abc import Sequence

from prodash import shell
from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.merge.in_conflict import WhoseSides
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.change.run import ChangeRun
from prodash.session.resolve.decisions import Decisions, decide, require_in_conflict
from prodash.session.resolve.find import Conflicts, find_conflicts, named_conflicts, tell_none, tell_unmarked
from prodash.session.session import Session
from prodash.storage.batch.replace import CHANGED_MEANWHILE, FileEdit
from prodash.storage.change.edits import file_to_edit
from prodash.storage.conflicts.conflicted import Conflicted
from prodash.storage.conflicts.stashed import NEWEST
from prodash.storage.conflicts.unmerged import add_settled, unmerged
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.git.errors import GitError
from prodash.storage.git.run import Git

_GO_ON = {
    "merge": ("commit", "--no-edit"),
    "rebase": ("rebase", "--continue"),
    "cherry-pick": ("cherry-pick", "--continue"),
    "revert": ("revert", "--continue"),
    "am": ("am", "--continue"),
}
_Settled = list[tuple[str, bool]]
"""The real path of each changed file, and whether it has no conflict left."""


def settle(
    session: Session, words: Sequence[str], decisions: Decisions, options: ChangeOptions, *, adds: bool
) -> None:
    """Settle what *decisions* say of the files that *words* name, and tell git if it *adds* them."""
    settled: _Settled = []
    whose: list[WhoseSides] = []

    def prepare() -> PreparedChange:
        catalogue = session.load()
        conflicts = named_conflicts(session, catalogue, find_conflicts(session, catalogue), words)
        require_in_conflict(decisions, conflicts.files)
        tell_unmarked(session, conflicts)
        if options.dry_run:
            # The plan tells of them.
            _record_shown(session, conflicts)
        whose[:] = [conflicts.whose]
        return _prepare(session, catalogue, conflicts, decisions, settled)

    run = ChangeRun(session, options)
    run.run(prepare)
    if run.written and adds:
        _tell_git(session, [path for path, is_settled in settled if is_settled], whose[0])


def is_any(session: Session, words: Sequence[str]) -> bool:
    """Whether anything can be settled in the files that *words* name; says so if not."""
    catalogue = session.load()
    conflicts = named_conflicts(session, catalogue, find_conflicts(session, catalogue), words)
    if conflicts.files or conflicts.unclear:
        return True
    tell_unmarked(session, conflicts)
    tell_none(session, conflicts)
    return False


def _record_shown(session: Session, conflicts: Conflicts) -> None:
    paths = {found.path for found in conflicts.files}
    session.outcome.record_shown(
        problem for problem in session.outcome.problems if problem.location.path in paths
    )


def _prepare(
    session: Session, catalogue: Catalogue, conflicts: Conflicts, decisions: Decisions, settled: _Settled
) -> PreparedChange:
    edits: list[FileEdit] = []
    changes: list[SetValue] = []
    refused = _unclear(conflicts)
    settled.clear()
    for found in conflicts.files:
        try:
            decided = decide(catalogue, found, decisions, session.today)
            if decided.changes:
                edit, is_settled = _edit(session, found, dict(decided.lines))
                edits.append(edit)
                settled.append((edit.target.path, is_settled))
                changes += decided.changes
        except CannotEditError as error:
            refused.append((found.path, str(error)))
    if refused:
        raise RefusedError(refused)
    plan = ChangePlan(_summary(edits, len(changes)), tuple(changes))
    return PreparedChange(catalogue, plan, tuple(edits), warnings=_warnings(conflicts, decisions))


def _unclear(conflicts: Conflicts) -> list[tuple[str, str]]:
    reason = "its conflict markers do not fit together, so its sides cannot be told; edit it"
    return [(path, reason) for path in conflicts.unclear]


def _edit(session: Session, found: Conflicted, lines: dict[str, str]) -> tuple[FileEdit, bool]:
    target, old = file_to_edit(session.root, found.path)
    if old != found.text.encode():
        raise CannotEditError(CHANGED_MEANWHILE)
    new, is_settled = found.settled(lambda conflict: lines.get(conflict.name))
    return FileEdit(found.path, target, old, new), is_settled


def _summary(edits: Sequence[FileEdit], fields: int) -> str:
    where = track_id(edits[0].path) if len(edits) == 1 else pluralise(len(edits), "file")
    return f"Settle {pluralise(fields, 'field')} in conflict in {where}"


def _warnings(conflicts: Conflicts, decisions: Decisions) -> tuple[str, ...]:
    """What the user must know who takes a side while git has swapped them."""
    whose = conflicts.whose
    if not (whose.is_swapped and decisions.side and conflicts.files):
        return ()
    yours = f"your own changes are theirs: {whose.theirs.name}"
    loses = " gives those up" if decisions.side == "ours" else " keeps those"
    return (f"git is rebasing, so {yours}; --{decisions.side}{loses}",)


def _tell_git(session: Session, paths: Sequence[str], whose: WhoseSides) -> None:
    """Add settled files to git's index, and say how to go on once nothing is in conflict."""
    git = Git.at(session.root, session.environment.variables)
    try:
        added = add_settled(git, paths)
        left = unmerged(git)
    except GitError as error:
        session.console.info(f"git was not told that they are settled: {error.words}")
        return
    if not added:
        return
    shown = ", ".join(map(session.display_path, added))
    session.console.info(f"told git that {shown} {'is' if len(added) == 1 else 'are'} settled")
    if left:
        resolve = shell.command(*session.options.program_words, "resolve")
        session.console.info(f"{pluralise(len(left), 'file')} still in conflict; {resolve} shows them")
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
