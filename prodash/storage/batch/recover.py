"""Recovery: what a killed process left half done is put back as it was."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from prodash.errors import RefusedError, reason_of
from prodash.storage.batch.batch import edits_of
from prodash.storage.batch.journal import UNFINISHED, Entry, State, entries, set_folder_aside, tidy
from prodash.storage.batch.record import BadRecordError, Record, read_record
from prodash.storage.batch.write import BESIDE, PutBack, put_back, stages_of
from prodash.storage.disk.locate import OWN, TRACKS


def recover(root: Path, tell: Callable[[str], None]) -> None:
    """Put back what is unfinished and *tell* in a sentence each what was found; the lock must be held.

    Raises RefusedError where something could not be put back.
    """
    _set_folder_aside(root, tell)
    for entry in entries(root):
        try:
            if not entry.is_file:
                tell(f"{entry.shown} is no file; it is now {entry.set_aside()}")
            elif entry.state is State.NEW:
                # Nothing is written anywhere else before a record is complete.
                entry.drop()
            elif entry.state in UNFINISHED:
                _recover(root, entry, tell)
        except OSError as error:
            raise RefusedError([(entry.shown, reason_of(error))]) from None
    tidy(root)


def _set_folder_aside(root: Path, tell: Callable[[str], None]) -> None:
    try:
        if aside := set_folder_aside(root):
            tell(f"{OWN}/journal is no folder, so nothing can be undone; it is now {aside}")
    except OSError as error:
        raise RefusedError([(f"{OWN}/journal", reason_of(error))]) from None


def _recover(root: Path, entry: Entry, tell: Callable[[str], None]) -> None:
    try:
        record = read_record(entry.path)
        edits = edits_of(root, record)
    except BadRecordError as error:
        _sweep(root)
        tell(
            f"a change was interrupted and cannot be put back, for its record cannot be read ({error}); "
            f"the record is now {entry.set_aside()}; look at the files that changed last"
        )
        return
    if entry.state is State.UNDOING:
        edits = tuple(edit.back for edit in edits)
    outcome = put_back(stages_of(edits, entry.name))
    tell(_sentence(entry.state, record, outcome))
    if outcome.failed:
        raise RefusedError(outcome.failed)
    before = UNFINISHED[entry.state]
    if before is None:
        entry.drop()
    else:
        entry.moved(before)


def _sentence(state: State, record: Record, outcome: PutBack) -> str:
    number = len(outcome.restored)
    files = f"{number:,} file{'s' * (number != 1)} put back as before"
    if not number:
        files = "nothing could be put back" if outcome.failed else "no file was changed"
    if outcome.theirs:
        files += f"; saved since by another program and left so: {', '.join(outcome.theirs)}"
    what = _WHAT[state].format(command=record.heading.command, time=record.heading.time)
    return f"{what} was interrupted: {files}"


_WHAT = {
    State.DOING: "'{command}' ({time})",
    State.UNDOING: "undoing '{command}' ({time})",
    State.REDOING: "redoing '{command}' ({time})",
}


_BESIDE = re.compile(re.escape(BESIDE) + r"[0-9]{6,12}-[0-9]+")


def _sweep(root: Path) -> None:
    """Take away what was written beside files, where no record says what that is."""
    for folder, _, names in (*os.walk(os.path.join(root, TRACKS)), (str(root), [], os.listdir(root))):
        for name in names:
            path = os.path.join(folder, name)
            if _BESIDE.fullmatch(name) and os.path.isfile(path):
                os.unlink(path)
