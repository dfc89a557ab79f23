"""Reversal: a batch to undo or to redo, planned in full before anything is written."""

import dataclasses
from collections.abc import Sequence
from typing import NamedTuple

from prodash.errors import DiskError, NothingToUndoError, RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.batch import Batch
from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch.batch import edits_of
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import Record, Turn
from prodash.storage.batch.record_file import read_record, turn_of
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.write import require_writable
from prodash.storage.undo.changed import ChangedFile, NotReversibleError, changed_files, refusal
from prodash.storage.undo.choose import TrackFiles, batch_numbered, newest_batch, newest_batch_of
from prodash.storage.undo.follow import follow
from prodash.storage.undo.listing import batch_in


class Reversal(NamedTuple):
    """A batch to undo or to redo, with the changes and edits to do so.

    journal    the files of the journal when this was planned
    record     what the record must say before the first file is written; None if it says so
    left_out   the files that stay as they are, because they have changed since
    """

    journal_file: JournalFile
    batch: Batch
    plan: ChangePlan
    edits: tuple[FileEdit, ...]
    journal: Sequence[JournalFile]
    record: Record | None = None
    left_out: tuple[ChangedFile, ...] = ()


class UndoOptions(NamedTuple):
    """What to undo: by default the newest batch; else the batch *number*, or the newest one of a *track*.

    skip_changed   whether to leave out files that have changed since
    """

    number: int | None = None
    track: TrackFiles | None = None
    skip_changed: bool = False

    def choose(self, journal: Journal) -> JournalFile:
        """The batch; raises NothingToUndoError, UnknownNameError."""
        if self.number is not None:
            return batch_numbered(journal, self.number)
        return newest_batch_of(journal, self.track) if self.track else newest_batch(journal)


def plan_undo(journal: Journal, catalogue: Catalogue, options: UndoOptions, *, set_aside: bool) -> Reversal:
    """The reversal that undoes the batch that *options* choose.

    With *set_aside*, a damaged journal file is renamed, and the next undo reaches the batch before it.

    Raises NothingToUndoError, UnknownNameError, RefusedError naming each file that has changed since the batch, DiskError.
    """
    _require_finished(journal)
    journal_file = options.choose(journal)
    record = _read(journal_file, set_aside=set_aside)
    whole = dataclasses.replace(record, files=tuple(file._replace(left_out=False) for file in record.files))
    current = follow(journal.root, catalogue, whole, undo=True)
    changed = changed_files([edit.inverse for edit in edits_of(journal.root, current)], catalogue)
    kept = _without(current, changed)
    may_skip = options.skip_changed and kept.included and all(file.may_be_left_out for file in changed)
    if changed and not may_skip:
        has_others = bool(kept.included) and not options.skip_changed
        raise refusal(journal, journal_file, changed, undo=True, has_others=has_others)
    heading = dataclasses.replace(kept.heading, turn=_next_turn(journal, journal_file))
    kept = dataclasses.replace(kept, heading=heading)
    edits = tuple(edit.inverse for edit in edits_of(journal.root, kept))
    plan = kept.plan.without({file.path for file in kept.files if file.left_out}).inverse
    return _reversal(journal, journal_file, plan, edits, record, kept)._replace(left_out=tuple(changed))


def plan_redo(journal: Journal, catalogue: Catalogue, *, set_aside: bool) -> Reversal:
    """The reversal that redoes the batch undone last.  *set_aside* and exceptions are those of `plan_undo`."""
    _require_finished(journal)
    journal_file = journal.first_undone()
    if journal_file is None:
        raise NothingToUndoError("redo", journal.others_remark())
    record = _read(journal_file, set_aside=set_aside)
    current = follow(journal.root, catalogue, record, undo=False)
    edits = edits_of(journal.root, current)
    if changed := changed_files(edits, catalogue):
        raise refusal(journal, journal_file, changed, undo=False, has_others=False)
    left_out = {file.path for file in current.files if file.left_out}
    return _reversal(journal, journal_file, current.plan.without(left_out).redo, edits, record, current)


def _reversal(
    journal: Journal,
    journal_file: JournalFile,
    plan: ChangePlan,
    edits: tuple[FileEdit, ...],
    before: Record,
    after: Record,
) -> Reversal:
    batch = batch_in(journal_file)
    try:
        require_writable(edits)
    except RefusedError as error:
        raise NotReversibleError(batch, error.reasons, error.advice) from None
    record = None if after == before else after
    return Reversal(journal_file, batch, plan, edits, journal.files(), record)


def _without(record: Record, changed: Sequence[ChangedFile]) -> Record:
    """*record* that leaves out the *changed* files; a file that moved, at both of its paths."""
    paths = {file.path for file in changed}
    return dataclasses.replace(
        record,
        files=tuple(
            file._replace(left_out=not paths.isdisjoint({file.path, file.other_path}))
            for file in record.files
        ),
    )


def _next_turn(journal: Journal, journal_file: JournalFile) -> Turn | None:
    """The turn of a batch that is undone now; None if it is the newest one."""
    files = journal.files()
    newest = max(file.number for file in files if file.state is State.DONE)
    if newest == journal_file.number:
        return None
    return Turn(
        newest, 1 + max((turn_of(file).order for file in files if file.state is State.UNDONE), default=0)
    )


def _read(journal_file: JournalFile, *, set_aside: bool) -> Record:
    try:
        return read_record(journal_file)
    except BadRecordError as error:
        advice = _set_aside(journal_file) if set_aside else ""
        reason = "; ".join(filter(None, (str(error), advice)))
        raise RefusedError([(journal_file.shown_path, reason)]) from None
    except OSError as error:
        raise DiskError(journal_file.shown_path, error) from None


def _set_aside(journal_file: JournalFile) -> str:
    """Rename a damaged journal file, unless it is none of prodash's own; what to do now.  Raises OSError."""
    if not journal_file.is_own_file:
        return "move it out of the way"
    return f"it was renamed to {journal_file.set_aside()}; {_NEXT[journal_file.state]}"


_NEXT = {
    State.DONE: "the next undo takes back the change before it",
    State.UNDONE: "the next redo repeats the change after it",
}


def _require_finished(journal: Journal) -> None:
    """Raise RefusedError if a batch is unfinished, because that comes first; DiskError if nothing can be undone."""
    journal.require_undo()
    if unfinished := journal.unfinished():
        reason = "this change is unfinished, and comes first"
        raise RefusedError([(journal_file.shown_path, reason) for journal_file in unfinished])
