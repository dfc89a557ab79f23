"""Undoing: the newest batch taken back, and brought back; both look at bytes only."""

from pathlib import Path
from typing import NamedTuple

from prodash.errors import NothingToUndoError, RefusedError, reason_of
from prodash.model.change.batch import Batch
from prodash.model.change.change import ChangePlan
from prodash.storage.batch import journal
from prodash.storage.batch.batch import carry_out, edits_of
from prodash.storage.batch.journal import Entry, State
from prodash.storage.batch.record import BadRecordError, read_heading, read_record
from prodash.storage.batch.replace import FileEdit, bytes_now
from prodash.storage.batch.write import check_batch


class Reversal(NamedTuple):
    """A batch to be taken back, or one that was taken back and is to come again."""

    entry: Entry
    batch: Batch
    plan: ChangePlan
    edits: tuple[FileEdit, ...]


def undoing(root: Path, *, set_aside: bool) -> Reversal:
    """What taking back the newest batch means; a record that is none is *set_aside*, if so wished.

    Raises NothingToUndoError, RefusedError naming each file that is not as the batch left it.
    """
    entry = journal.last_done(root)
    if entry is None:
        raise NothingToUndoError("undo")
    return _reversal(root, entry, undo=True, set_aside=set_aside)


def redoing(root: Path, *, set_aside: bool) -> Reversal:
    """What bringing back the batch means that was undone last; raises as `undoing`."""
    entry = journal.first_undone(root)
    if entry is None:
        raise NothingToUndoError("redo")
    return _reversal(root, entry, undo=False, set_aside=set_aside)


def reverse(root: Path, reversal: Reversal) -> None:
    """Take a batch back, or bring it back; the lock must be held.

    Raises RefusedError, HalfDoneError, and RefusedError also where it is not the batch's turn any more.
    """
    before = reversal.entry
    now = journal.last_done(root) if before.state is State.DONE else journal.first_undone(root)
    if now != before:
        reason = "another command changed the catalogue meanwhile; look at 'prodash undo --list'"
        raise RefusedError([(before.shown, reason)])
    on_the_way, after = _WAYS[before.state]
    try:
        entry = before.moved(on_the_way)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error)) for edit in reversal.edits]) from None
    carry_out(entry, reversal.edits, lambda: entry.moved(after), lambda: entry.moved(before.state))


_WAYS = {State.DONE: (State.UNDOING, State.UNDONE), State.UNDONE: (State.REDOING, State.DONE)}


def listing(root: Path) -> tuple[Batch, ...]:
    """The batches that can be undone or redone, newest first."""
    return tuple(_batch(entry) for entry in reversed(journal.entries(root)) if entry.state in _WAYS)


def _batch(entry: Entry) -> Batch:
    undone = entry.state is State.UNDONE
    try:
        heading = read_heading(entry.path)
    except (BadRecordError, OSError) as error:
        return Batch(entry.number, "", f"its record cannot be read: {error}", "", 0, undone)
    return Batch(entry.number, heading.time, heading.command, heading.summary, heading.files, undone)


def _reversal(root: Path, entry: Entry, *, undo: bool, set_aside: bool) -> Reversal:
    try:
        record = read_record(entry.path)
        edits = edits_of(root, record)
    except BadRecordError as error:
        then = (
            f"it is now {entry.set_aside()}; the next undo takes back what was before it" if set_aside else ""
        )
        raise RefusedError([(entry.shown, "; ".join(filter(None, (str(error), then))))]) from None
    except OSError as error:
        raise RefusedError([(entry.shown, reason_of(error))]) from None
    if undo:
        edits = tuple(edit.back for edit in edits)
    faults = [(edit.path, reason) for edit in edits if (reason := _obstacle(edit))]
    if faults:
        raise RefusedError(faults)
    check_batch(edits)
    return Reversal(entry, _batch(entry), record.plan.inverse if undo else record.plan.redo, edits)


def _obstacle(edit: FileEdit) -> str:
    """Why the file cannot go back to what it was: it is not what the batch made of it."""
    try:
        now = bytes_now(edit)
    except OSError as error:
        return reason_of(error)
    if now == edit.old:
        return ""
    if now is None:
        return "it was deleted since"
    return "it is there again" if edit.old is None else "it was changed since"
