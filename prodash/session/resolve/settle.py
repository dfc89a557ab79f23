"""Settle: the change that settles fields in conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.render.terminal.words import pluralise
from prodash.session.change.options import ChangeOptions
from prodash.session.change.prepared import PreparedChange
from prodash.session.change.run import ChangeRun
from prodash.session.resolve.decisions import Decisions, decide, require_in_conflict
from prodash.session.resolve.find import Conflicts, find_conflicts, tell_none, tell_unmarked
from prodash.session.resolve.git_index import tell_settled
from prodash.session.session import Session
from prodash.storage.batch.replace import CHANGED_MEANWHILE, FileEdit
from prodash.storage.change.edits import file_to_edit
from prodash.storage.conflicts.conflicted import Conflicted
from prodash.storage.edit.verify import CannotEditError


def settle(
    session: Session, words: Sequence[str], decisions: Decisions, options: ChangeOptions, *, adds: bool
) -> None:
    """Settle what *decisions* say of the files that *words* name, and tell git if it *adds* them."""

    def prepare() -> PreparedChange:
        catalogue = session.load()
        conflicts = find_conflicts(session, catalogue, words)
        decided = decisions.with_stage_key(catalogue.stage_line)
        require_in_conflict(decided, conflicts.files)
        tell_unmarked(session, conflicts)
        if options.dry_run:
            # The plan tells of them.
            _record_shown(session, conflicts)
        return _prepare(session, catalogue, conflicts, decided)

    run = ChangeRun(session, options)
    run.run(prepare)
    if run.edits and adds:
        tell_settled(session, run.edits)


def can_settle(session: Session, words: Sequence[str]) -> bool:
    """Whether anything can be settled in the files that *words* name; says so if not."""
    catalogue = session.load()
    conflicts = find_conflicts(session, catalogue, words)
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
    session: Session, catalogue: Catalogue, conflicts: Conflicts, decisions: Decisions
) -> PreparedChange:
    edits: list[FileEdit] = []
    changes: list[SetValue] = []
    refused = _unclear(conflicts)
    for found in conflicts.files:
        try:
            decided = decide(catalogue, found, decisions, session.today)
            if decided.changes:
                edits.append(_edit(session, found, decided.lines))
                changes += decided.changes
        except CannotEditError as error:
            refused.append((found.path, str(error)))
    if refused:
        raise RefusedError(refused)
    plan = ChangePlan(_summary(edits, len(changes)), tuple(changes))
    shown = _with_titles(catalogue, conflicts.files)
    return PreparedChange(shown, plan, tuple(edits), warnings=_warnings(conflicts, decisions))


def _with_titles(catalogue: Catalogue, files: Sequence[Conflicted]) -> Catalogue:
    """*catalogue* with the tracks in conflict, of which the preview shows the title alone."""
    titles = {one.path: one.in_conflict.title for one in files}
    tracks = (Track(track_id(path), path, title) for path, title in titles.items() if title)
    return replace(catalogue, tracks=Tracks((*catalogue.tracks, *tracks)))


def _unclear(conflicts: Conflicts) -> list[tuple[str, str]]:
    reason = "its sides cannot be told apart; edit it"
    return [(path, reason) for path in conflicts.unclear]


def _edit(session: Session, found: Conflicted, lines: Mapping[str, str]) -> FileEdit:
    target, old = file_to_edit(session.root, found.path)
    if old != found.text.encode():
        raise CannotEditError(CHANGED_MEANWHILE)
    return FileEdit(found.path, target, old, found.settled(lambda conflict: lines.get(conflict.name)))


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
