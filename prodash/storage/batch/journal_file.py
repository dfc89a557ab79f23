"""One file of the journal: the record of a batch, whose name gives the number and the state of the batch.

000041-5c1e9a0b.done         can be undone
000042-77d0c4f1.doing        is being written, or was when its process was killed

    new -> doing -> done <-> undone        undo goes through "undoing", redo through "redoing"

The letters behind the number are a seal of both, so a file that somebody else has named so is none of the journal.
"""

import os
import re
import stat
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from prodash.storage.disk.busy import delete_file, replace_file
from prodash.storage.disk.files import is_own
from prodash.storage.disk.secret import Secret

_FILE_NAME = re.compile(r"([0-9]{6,9})-([0-9a-f]{8})\.([a-z]+)")
_SEAL_DIGITS = 8


class State(StrEnum):
    """The state of a batch; prodash changes it by renaming the journal file, which is atomic."""

    NEW = "new"
    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    REDOING = "redoing"
    UNREADABLE = "unreadable"


UNFINISHED = {State.DOING: None, State.UNDOING: State.DONE, State.REDOING: State.UNDONE}
"""The states that a killed process can leave behind, each with the state to go back to; None deletes the file."""

_STATES = frozenset(State)


class JournalFile(NamedTuple):
    """One file of the journal in *folder*, which messages show as *shown_folder*."""

    number: int
    state: State
    folder: str
    shown_folder: str
    secret: Secret

    @property
    def name(self) -> str:
        """The number of the batch with a seal; it is part of the names of its temporary files."""
        return self._sealed("temporary")

    @property
    def path(self) -> str:
        """The path of the file."""
        return os.path.join(self.folder, self._file_name)

    @property
    def shown_path(self) -> str:
        """The path below the catalogue, as messages show it."""
        return f"{self.shown_folder}/{self._file_name}"

    @property
    def is_own_file(self) -> bool:
        """Whether it is a regular file of this user, not a link or a folder; False if it does not exist."""
        try:
            status = os.lstat(self.path)
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and is_own(status)

    def change_state(self, state: State) -> "JournalFile":
        """The file after renaming it to *state*.  Raises OSError.

        A KeyboardInterrupt renames it back.
        """
        journal_file = self._replace(state=state)
        try:
            replace_file(self.path, journal_file.path)
        except KeyboardInterrupt:
            with suppress(FileNotFoundError):
                replace_file(journal_file.path, self.path)
            raise
        return journal_file

    def delete(self) -> None:
        """Delete the file; the batch can no longer be undone or recovered.  Raises OSError."""
        delete_file(self.path)

    def set_aside(self) -> str:
        """Rename the file so that the journal ignores it; return its new path below the catalogue.  Raises OSError."""
        return self.change_state(State.UNREADABLE).shown_path

    @property
    def _file_name(self) -> str:
        return f"{self._sealed(self.state)}.{self.state}"

    def _sealed(self, word: str) -> str:
        seal = self.secret.seal("batch name", f"{self.number} {word}".encode("ascii"), digits=_SEAL_DIGITS)
        return f"{self.number:06}-{seal}"


def journal_file_named(name: str, folder: str, shown_folder: str, secret: Secret) -> JournalFile | None:
    """The file of the journal with this *name*; None if *secret* did not seal the name."""
    match = _FILE_NAME.fullmatch(name)
    if not match or match[3] not in _STATES:
        return None
    journal_file = JournalFile(int(match[1]), State(match[3]), folder, shown_folder, secret)
    return journal_file if os.path.basename(journal_file.path) == name else None
