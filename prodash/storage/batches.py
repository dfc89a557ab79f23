"""Batches: a change to many files written, taken back and brought back as one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prodash.errors import NothingToUndoError, RefusedError, reason_of
from prodash.model.batch import Batch
from prodash.model.change import ChangePlan
from prodash.storage import journal
from prodash.storage.journal import Entry, State
from prodash.storage.locate import real_path
from prodash.storage.record import (
    BadRecordError,
    FileBytes,
    Heading,
    Record,
    read_heading,
    read_record,
    to_bytes,
)
from prodash.storage.replacing import FileEdit, bytes_now
from prodash.storage.writing import check_batch, write_batch


class Reversal(NamedTuple):
    """A batch to be taken back, or one that was taken back and is to come again."""

    entry: Entry
    plan: ChangePlan
    edits: tuple[FileEdit, ...]


def write(root: Path, edits: Sequence[FileEdit], plan: ChangePlan, *, time: str, command: str) -> None:
    """Write *edits* as one batch that can be undone; the lock must be held.

    Raises RefusedError naming each path when nothing was written, HalfDoneError when the disk fails
    so badly that the next command has to put things back.
    """
    if not edits:
        return
    check_batch(edits)
    files = tuple(FileBytes(edit.path, edit.old, edit.new) for edit in edits)
    record = Record(Heading(time, command, plan.summary, len(files)), plan, files)
    try:
        entry = journal.begin(root, to_bytes(record))
    except OSError as error:
        reason = f"the journal cannot be written: {reason_of(error)}"
        raise RefusedError([(edit.path, reason) for edit in edits]) from None
    _carry_out(entry, edits, lambda: journal.finish(root, entry), entry.drop)


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


def reverse(reversal: Reversal) -> None:
    """Take a batch back, or bring it back; the lock must be held.  Raises as `write`."""
    before = reversal.entry
    on_the_way, after = _WAYS[before.state]
    try:
        entry = before.moved(on_the_way)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error)) for edit in reversal.edits]) from None
    _carry_out(entry, reversal.edits, lambda: entry.moved(after), lambda: entry.moved(before.state))


_WAYS = {State.DONE: (State.UNDOING, State.UNDONE), State.UNDONE: (State.REDOING, State.DONE)}


def _carry_out(
    entry: Entry, edits: Sequence[FileEdit], finish: Callable[[], object], give_up: Callable[[], object]
) -> None:
    """Write the files, then mark the batch done; whatever comes between, the next command puts back."""
    write_batch(edits, entry.name, [entry.path, entry.folder], give_up)
    try:
        finish()
    except KeyboardInterrupt:
        # Every file is written, so the way forward is the shorter one.
        with suppress(FileNotFoundError):
            finish()
        raise


def edits_of(root: Path, record: Record) -> tuple[FileEdit, ...]:
    """The edits that a record was made from; raises BadRecordError where one leads out of the catalogue."""
    edits = []
    for file in record.files:
        target = real_path(root, file.path)
        if target is None:
            raise BadRecordError(f"it names {file.path!r}, which leads outside the catalogue")
        edits.append(FileEdit(file.path, target, file.before, file.after))
    return tuple(edits)


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
    return Reversal(entry, record.plan.back if undo else record.plan.again, edits)


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
