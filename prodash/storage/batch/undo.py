"""Undo and redo the newest batch by writing the old or new bytes of its files."""

from typing import NamedTuple

from prodash.errors import DiskError, NothingToUndoError, RefusedError, reason_of
from prodash.model.change.batch import Batch
from prodash.model.change.change import ChangePlan
from prodash.storage.batch.batch import edits_of, write_and_mark
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record import BadRecordError
from prodash.storage.batch.record_file import read_heading, read_record
from prodash.storage.batch.replace import FileEdit, current_bytes
from prodash.storage.batch.write import require_writable


class Reversal(NamedTuple):
    """A batch to undo or to redo, with the changes and edits to do so."""

    journal_file: JournalFile
    batch: Batch
    plan: ChangePlan
    edits: tuple[FileEdit, ...]


def plan_undo(journal: Journal, *, set_aside: bool) -> Reversal:
    """The reversal that undoes the newest batch.

    With *set_aside*, a damaged journal file is renamed, and the next undo reaches the batch before it.

    Raises NothingToUndoError, RefusedError naming each file that has changed since the batch, DiskError.
    """
    _require_finished(journal)
    journal_file = journal.last_done()
    if journal_file is None:
        raise NothingToUndoError("undo", journal.others_remark())
    return _plan_reversal(journal, journal_file, set_aside=set_aside)


def plan_redo(journal: Journal, *, set_aside: bool) -> Reversal:
    """The reversal that redoes the batch undone last.  *set_aside* and exceptions are those of `plan_undo`."""
    _require_finished(journal)
    journal_file = journal.first_undone()
    if journal_file is None:
        raise NothingToUndoError("redo", journal.others_remark())
    return _plan_reversal(journal, journal_file, set_aside=set_aside)


def _require_finished(journal: Journal) -> None:
    """Raise RefusedError if a batch is unfinished, because that comes first; DiskError if nothing can be undone."""
    journal.require_undo()
    if unfinished := journal.unfinished():
        raise RefusedError(
            [
                (journal_file.shown_path, "this change is unfinished, and comes first")
                for journal_file in unfinished
            ]
        )


def apply_reversal(journal: Journal, reversal: Reversal) -> bool:
    """Undo or redo a batch; the caller must hold the lock.  Returns False if the disk cannot flush files.

    Raises RefusedError if a file cannot be written or another command has used the journal since, RollbackError.
    """
    planned = reversal.journal_file
    now = journal.last_done() if planned.state is State.DONE else journal.first_undone()
    if now != planned:
        reason = "another command changed the catalogue meanwhile; see 'prodash undo --list'"
        raise RefusedError([(planned.shown_path, reason)])
    unfinished, after = _TRANSITIONS[planned.state]
    try:
        journal_file = planned.change_state(unfinished)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error)) for edit in reversal.edits]) from None
    return write_and_mark(
        journal_file,
        reversal.edits,
        lambda: journal_file.change_state(after),
        lambda: journal_file.change_state(planned.state),
    )


# The states during and after a reversal, by the state before it.
_TRANSITIONS = {State.DONE: (State.UNDOING, State.UNDONE), State.UNDONE: (State.REDOING, State.DONE)}


def list_batches(journal: Journal) -> tuple[Batch, ...]:
    """The batches that can be undone or redone, newest first.  Raises DiskError."""
    journal.require_undo()
    return tuple(
        _batch_in(journal_file)
        for journal_file in reversed(journal.files())
        if journal_file.state in _TRANSITIONS
    )


def _batch_in(journal_file: JournalFile) -> Batch:
    undone = journal_file.state is State.UNDONE
    try:
        heading = read_heading(journal_file)
    except (BadRecordError, OSError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return Batch(journal_file.number, "", f"its record cannot be read: {reason}", "", 0, undone)
    return Batch(journal_file.number, heading.time, heading.command, heading.summary, heading.files, undone)


def _plan_reversal(journal: Journal, journal_file: JournalFile, *, set_aside: bool) -> Reversal:
    try:
        record = read_record(journal_file)
        edits = edits_of(journal.root, record)
        undo = journal_file.state is State.DONE
    except BadRecordError as error:
        advice = _set_aside(journal_file) if set_aside else ""
        raise RefusedError(
            [(journal_file.shown_path, "; ".join(filter(None, (str(error), advice))))]
        ) from None
    except OSError as error:
        raise DiskError(journal_file.shown_path, error) from None
    if undo:
        edits = tuple(edit.inverse for edit in edits)
    refused = [(edit.path, reason) for edit in edits if (reason := _why_not_reversible(edit))]
    if refused:
        raise RefusedError(refused)
    require_writable(edits)
    return Reversal(
        journal_file, _batch_in(journal_file), record.plan.inverse if undo else record.plan.redo, edits
    )


def _set_aside(journal_file: JournalFile) -> str:
    """Rename a damaged journal file, unless it is none of prodash's own; what to do now.  Raises OSError."""
    if not journal_file.is_own_file:
        return "move it out of the way"
    return f"it was renamed to {journal_file.set_aside()}; {_NEXT[journal_file.state]}"


_NEXT = {
    State.DONE: "the next undo takes back the change before it",
    State.UNDONE: "the next redo repeats the change after it",
}


def _why_not_reversible(edit: FileEdit) -> str:
    """How the file has changed since the batch, so it cannot be reversed; "" if it has not."""
    try:
        now = current_bytes(edit)
    except OSError as error:
        return reason_of(error)
    if now == edit.old:
        return ""
    if now is None:
        return "it has been deleted since"
    return "it exists again" if edit.old is None else "it has changed since"
