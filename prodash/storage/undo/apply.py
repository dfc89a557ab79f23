"""Apply a reversal: write its files, and mark its batch undone or done again."""

from prodash.errors import RefusedError, reason_of
from prodash.storage.batch.batch import write_and_mark
from prodash.storage.batch.file_bytes import BadRecordError
from prodash.storage.batch.journal import Journal
from prodash.storage.batch.journal_file import JournalFile, State
from prodash.storage.batch.record_file import replace_record
from prodash.storage.undo.reversal import Reversal


def apply_reversal(journal: Journal, reversal: Reversal) -> bool:
    """Undo or redo a batch; the caller must hold the lock.  Returns False if the disk cannot flush files.

    Raises RefusedError if a file cannot be written or another command has used the journal since, RollbackError.
    """
    planned = reversal.journal_file
    if journal.files() != reversal.journal:
        reason = "another command changed the catalogue meanwhile; see 'prodash undo --list'"
        raise RefusedError([(planned.shown_path, reason)])
    journal_file = _begin(reversal)
    return write_and_mark(
        journal_file,
        reversal.edits,
        lambda: journal_file.change_state(_TRANSITIONS[planned.state][1]),
        lambda: journal_file.change_state(planned.state),
    )


def _begin(reversal: Reversal) -> JournalFile:
    """The journal file in the state during the reversal, with a record of just the files that it writes."""
    try:
        if reversal.record:
            # Before the state, so that a recovery finds the files that were written.
            replace_record(reversal.journal_file, reversal.record)
        return reversal.journal_file.change_state(_TRANSITIONS[reversal.journal_file.state][0])
    except (OSError, BadRecordError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise RefusedError([(edit.path, reason) for edit in reversal.edits]) from None


# The states during and after a reversal, by the state before it.
_TRANSITIONS = {State.DONE: (State.UNDOING, State.UNDONE), State.UNDONE: (State.REDOING, State.DONE)}
