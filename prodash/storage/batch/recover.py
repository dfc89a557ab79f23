"""Restore the files of batches that a killed process left unfinished."""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from prodash import shell
from prodash.errors import DiskError, RefusedError, reason_of
from prodash.storage.batch.batch import edits_of
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import UNFINISHED, JournalFile, State
from prodash.storage.batch.record import Record
from prodash.storage.batch.record_file import read_record
from prodash.storage.batch.replace import FileEdit
from prodash.storage.batch.unfinished import UnrecoveredError
from prodash.storage.batch.write import TEMP_PREFIX, RestoreOutcome, restore_files, with_temp_names
from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER, TRACKS
from prodash.storage.disk.open_folders import OpenFolders


def recover(journal: Journal, report: Callable[[str], None]) -> None:
    """Restore the files of each unfinished batch; the caller must hold the lock.

    Calls *report* with one sentence for each batch or damaged file.  Raises UnrecoveredError if a file cannot be
    restored, RefusedError if the journal cannot be read.
    """
    try:
        unfinished = journal.unfinished()
    except DiskError as error:
        raise RefusedError([(f"{PRIVATE_FOLDER}/{JOURNAL}", str(error))]) from None
    for journal_file in unfinished:
        try:
            if journal_file.state is State.NEW:
                # The record was not complete, so no other file had been written.
                journal_file.delete()
            else:
                _recover_batch(journal.root, journal_file, report)
        except OSError as error:
            raise UnrecoveredError([(journal_file.shown_path, reason_of(error))]) from None
    journal.tidy()


def _recover_batch(root: Path, journal_file: JournalFile, report: Callable[[str], None]) -> None:
    try:
        record = read_record(journal_file)
        edits = edits_of(root, record)
    except BadRecordError as error:
        _give_up(root, journal_file, str(error), report)
        return
    except RefusedError as error:
        raise _unrecovered(journal_file, error.reasons) from None
    if journal_file.state is State.UNDOING:
        edits = tuple(edit.inverse for edit in edits)
    outcome = restore_files(with_temp_names(edits, journal_file.name))
    _remove_new_folders(record, edits, is_first=journal_file.state is State.DOING)
    report(_describe_outcome(journal_file.state, record, outcome))
    if outcome.failed:
        raise _unrecovered(journal_file, outcome.failed)
    state_before = UNFINISHED[journal_file.state]
    if state_before is None:
        journal_file.delete()
    else:
        journal_file.change_state(state_before)


def _remove_new_folders(record: Record, edits: Sequence[FileEdit], *, is_first: bool) -> None:
    """Delete the folders made for new files, unless something is in them; the record knows which of the first time only."""
    with OpenFolders() as folders:
        for file, edit in zip(record.included, edits, strict=True):
            if is_first:
                folders.count_as_made(edit.target, file.new_folders)
            elif edit.old is None:
                folders.remove_emptied(edit.target)
        folders.remove_made()


def _unrecovered(journal_file: JournalFile, reasons: Sequence[tuple[str, str]]) -> UnrecoveredError:
    return UnrecoveredError([*reasons, (journal_file.shown_path, _WAY_OUT)])


_WAY_OUT = (
    "this change is unfinished, and comes first; correct the files above, or move this record out of the journal to "
    "leave them as they are"
)


def _give_up(root: Path, journal_file: JournalFile, reason: str, report: Callable[[str], None]) -> None:
    """Report a record that cannot be used, and rename it so that it is reported only once."""
    _remove_temporary_files(root, journal_file.name)
    report(
        f"a change was interrupted and cannot be undone, because its record cannot be read ({reason}); "
        f"the record was renamed to {journal_file.set_aside()}; check the files that changed last"
    )


def _describe_outcome(state: State, record: Record, outcome: RestoreOutcome) -> str:
    number = len(outcome.restored)
    files = f"{number:,} file{'s' * (number != 1)} restored"
    if not number:
        files = "no file could be restored" if outcome.failed else "no file was changed"
    if outcome.changed_by_others:
        files += f"; left alone, because another program has saved them since: {', '.join(outcome.changed_by_others)}"
    command = shell.in_quotes(record.heading.command)
    return f"{_INTERRUPTED[state]}{command} ({record.heading.time}) was interrupted: {files}"


_INTERRUPTED = {State.DOING: "", State.UNDOING: "undoing ", State.REDOING: "redoing "}


def _remove_temporary_files(root: Path, name: str) -> None:
    """Delete the temporary files of the batch *name*, whose record no longer says where they are.

    Follows no links, because a batch writes in no folder that only a link leads to.
    """
    tracks = os.path.join(root, TRACKS)
    walked = () if os.path.islink(tracks) else os.walk(tracks)
    for folder, _, names in (*walked, (str(root), [], os.listdir(root))):
        for path in (
            os.path.join(folder, file) for file in names if file.startswith(f"{TEMP_PREFIX}{name}-")
        ):
            if stat.S_ISREG(os.lstat(path).st_mode):
                os.unlink(path)
