"""Restore the files of batches that a killed process left unfinished."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from prodash.errors import RefusedError, reason_of
from prodash.storage.batch.batch import edits_of
from prodash.storage.batch.journal import (
    UNFINISHED,
    JournalFile,
    State,
    journal_files,
    set_folder_aside,
    tidy,
)
from prodash.storage.batch.record import BadRecordError, Record, read_record
from prodash.storage.batch.write import TEMP_PREFIX, RestoreOutcome, restore_files, with_temp_names
from prodash.storage.disk.locate import PRIVATE_FOLDER, TRACKS


def recover(root: Path, report: Callable[[str], None]) -> None:
    """Restore the files of each unfinished batch; the caller must hold the lock.

    Calls *report* with one sentence for each batch or damaged file.  Raises RefusedError if a file cannot be restored.
    """
    _set_folder_aside(root, report)
    for journal_file in journal_files(root):
        try:
            if not journal_file.is_file:
                report(
                    f"{journal_file.shown_path} is not a file; it was renamed to {journal_file.set_aside()}"
                )
            elif journal_file.state is State.NEW:
                # The record was not complete, so no other file had been written.
                journal_file.delete()
            elif journal_file.state in UNFINISHED:
                _recover_batch(root, journal_file, report)
        except OSError as error:
            raise RefusedError([(journal_file.shown_path, reason_of(error))]) from None
    tidy(root)


def _set_folder_aside(root: Path, report: Callable[[str], None]) -> None:
    try:
        if new_name := set_folder_aside(root):
            report(
                f"{PRIVATE_FOLDER}/journal is not a folder, so nothing can be undone; it was renamed to {new_name}"
            )
    except OSError as error:
        raise RefusedError([(f"{PRIVATE_FOLDER}/journal", reason_of(error))]) from None


def _recover_batch(root: Path, journal_file: JournalFile, report: Callable[[str], None]) -> None:
    try:
        record = read_record(journal_file.path)
        edits = edits_of(root, record)
    except BadRecordError as error:
        _remove_temporary_files(root)
        report(
            f"a change was interrupted and cannot be undone, because its record cannot be read ({error}); "
            f"the record was renamed to {journal_file.set_aside()}; check the files that changed last"
        )
        return
    if journal_file.state is State.UNDOING:
        edits = tuple(edit.inverse for edit in edits)
    outcome = restore_files(with_temp_names(edits, journal_file.name))
    report(_describe_outcome(journal_file.state, record, outcome))
    if outcome.failed:
        raise RefusedError(outcome.failed)
    state_before = UNFINISHED[journal_file.state]
    if state_before is None:
        journal_file.delete()
    else:
        journal_file.change_state(state_before)


def _describe_outcome(state: State, record: Record, outcome: RestoreOutcome) -> str:
    number = len(outcome.restored)
    files = f"{number:,} file{'s' * (number != 1)} restored"
    if not number:
        files = "no file could be restored" if outcome.failed else "no file was changed"
    if outcome.changed_by_others:
        files += f"; left alone, because another program has saved them since: {', '.join(outcome.changed_by_others)}"
    action = _INTERRUPTED[state].format(command=record.heading.command, time=record.heading.time)
    return f"{action} was interrupted: {files}"


_INTERRUPTED = {
    State.DOING: "'{command}' ({time})",
    State.UNDOING: "undoing '{command}' ({time})",
    State.REDOING: "redoing '{command}' ({time})",
}


_TEMP_NAME = re.compile(re.escape(TEMP_PREFIX) + r"[0-9]{6,12}-[0-9]+")


def _remove_temporary_files(root: Path) -> None:
    """Delete all temporary files in the catalogue, because no record says which of them belong to the batch."""
    for folder, _, names in (*os.walk(os.path.join(root, TRACKS)), (str(root), [], os.listdir(root))):
        for name in names:
            path = os.path.join(folder, name)
            if _TEMP_NAME.fullmatch(name) and os.path.isfile(path):
                os.unlink(path)
