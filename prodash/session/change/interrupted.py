"""Interrupted change: tell the user if files are written although the command does not end as it should."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from prodash import shell
from prodash.errors import DiskError
from prodash.session.change.prepared import PreparedChange
from prodash.session.session import Session
from prodash.session.terminal.signals import StoppedExit, stop_by_signal
from prodash.storage.batch.replace import current_bytes


@contextmanager
def tell_if_interrupted(session: Session, change: PreparedChange, *, to_commit: bool) -> Iterator[None]:
    """A context that writes the files: if it is interrupted, the user is told of the change, and of a commit that was to follow."""
    try:
        yield
    except (KeyboardInterrupt, StoppedExit):
        if _is_written(session, change):
            _tell_of_change(session, change, "the files were changed" + " but not committed" * to_commit)
        raise


@contextmanager
def tell_if_unfinished(session: Session, change: PreparedChange) -> Iterator[None]:
    """A context that shows a change whose files are written: if it does not end, the user is told of the change."""
    try:
        with stop_by_signal():
            yield
    except (KeyboardInterrupt, StoppedExit, OSError):
        _tell_of_change(session, change, "the files were changed anyway")
        raise


def _tell_of_change(session: Session, change: PreparedChange, what: str) -> None:
    """Print *what* became of the files, and the command that takes the change back if one does."""
    command = shell.command(*session.options.program_words, change.inverse_command)
    how = f"; {command} takes that back" if can_be_reversed(session) else ""
    session.console.print_err(f"{what}{how}")


def _is_written(session: Session, change: PreparedChange) -> bool:
    """Whether the files are written, and no later command rolls that back."""
    with suppress(OSError, DiskError):
        is_new = any(current_bytes(edit) == edit.new for edit in change.edits)
        return is_new and not session.files.journal.unfinished()
    return False


def can_be_reversed(session: Session) -> bool:
    """Whether the journal has recorded the change, which it cannot without a secret."""
    with suppress(DiskError):
        return bool(session.files.journal.files())
    return False
