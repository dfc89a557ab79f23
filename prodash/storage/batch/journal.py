"""The journal: one file for each batch, whose name gives the number and the state of the batch.

.prodash/journal/000041.done       can be undone
.prodash/journal/000042.doing      is being written, or was when its process was killed

    new -> doing -> done <-> undone        undo goes through "undoing", redo through "redoing"
"""

import os
import re
import stat
from contextlib import suppress
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from prodash.storage.disk.files import write_bytes
from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER

KEPT_BATCHES = 50
_FILE_NAME = re.compile(r"([0-9]{6,9})\.([a-z]+)")


class State(StrEnum):
    """The state of a batch; prodash changes it by renaming the journal file, which is atomic."""

    NEW = "new"
    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    REDOING = "redoing"


UNFINISHED = {State.DOING: None, State.UNDOING: State.DONE, State.REDOING: State.UNDONE}
"""The states that a killed process can leave behind, each with the state to go back to; None deletes the file."""


class JournalFile(NamedTuple):
    """One file of the journal: the record of one batch."""

    number: int
    state: State
    folder: str

    @property
    def name(self) -> str:
        """The number of the batch in six digits; it is part of the names of its temporary files."""
        return f"{self.number:06}"

    @property
    def path(self) -> str:
        """The path of the file."""
        return os.path.join(self.folder, f"{self.name}.{self.state}")

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file, not a link or a folder."""
        return stat.S_ISREG(os.lstat(self.path).st_mode)

    @property
    def shown_path(self) -> str:
        """The path below the catalogue, as messages show it."""
        return f"{PRIVATE_FOLDER}/{JOURNAL}/{os.path.basename(self.path)}"

    def change_state(self, state: State) -> "JournalFile":
        """The file after renaming it to *state*.  Raises OSError.

        A KeyboardInterrupt renames it back.
        """
        journal_file = self._replace(state=state)
        try:
            os.replace(self.path, journal_file.path)
        except KeyboardInterrupt:
            with suppress(FileNotFoundError):
                os.replace(journal_file.path, self.path)
            raise
        return journal_file

    def delete(self) -> None:
        """Delete the file; the batch can no longer be undone or recovered.  Raises OSError."""
        os.unlink(self.path)

    def set_aside(self) -> str:
        """Rename the file so that the journal ignores it; return its new path below the catalogue.  Raises OSError."""
        return f"{PRIVATE_FOLDER}/{JOURNAL}/{_rename_to_unused(self.path, self.folder, self.name)}"


def _rename_to_unused(path: str, folder: str, name: str) -> str:
    number = 1
    while os.path.lexists(new_path := os.path.join(folder, f"unreadable-{name}-{number}")):
        number += 1
    os.rename(path, new_path)
    return os.path.basename(new_path)


def set_folder_aside(root: Path) -> str | None:
    """Rename a file or link in the place of the journal folder; return its new path below the catalogue, or None.

    A link is renamed because prodash could write outside the catalogue through it.  Raises OSError.
    """
    private_folder = os.path.join(root, PRIVATE_FOLDER)
    folder = os.path.join(private_folder, JOURNAL)
    if not os.path.lexists(folder) or _is_real_folder(folder):
        return None
    return f"{PRIVATE_FOLDER}/{_rename_to_unused(folder, private_folder, JOURNAL)}"


def journal_files(root: Path) -> list[JournalFile]:
    """The files of the journal, oldest batch first; none if there is no journal or it cannot be listed."""
    try:
        return _list_files(os.path.join(root, PRIVATE_FOLDER, JOURNAL))
    except OSError:
        return []


def _list_files(folder: str) -> list[JournalFile]:
    names = os.listdir(folder) if _is_real_folder(folder) else []
    matches = [match for name in names if (match := _FILE_NAME.fullmatch(name))]
    return sorted(
        (JournalFile(int(m[1]), State(m[2]), folder) for m in matches if m[2] in _STATES), key=_by_number
    )


def _is_real_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


_STATES = frozenset(State)
_by_number = attrgetter("number", "state")


def is_unfinished(root: Path) -> bool:
    """Whether any batch is unfinished: its process was killed, or is still running."""
    return any(
        journal_file.state is State.NEW or journal_file.state in UNFINISHED
        for journal_file in journal_files(root)
    )


def begin(root: Path, record: bytes) -> JournalFile:
    """The journal file of a new batch, written with *record* before any other file is changed.  Raises OSError."""
    folder = os.path.join(root, PRIVATE_FOLDER, JOURNAL)
    os.makedirs(folder, exist_ok=True)
    last = max((journal_file.number for journal_file in _list_files(folder)), default=0)
    journal_file = JournalFile(last + 1, State.NEW, folder)
    try:
        write_bytes(journal_file.path, record)
        return journal_file.change_state(State.DOING)
    except BaseException:
        with suppress(OSError):
            journal_file.delete()
        raise


def finish(root: Path, journal_file: JournalFile) -> None:
    """Mark a new batch done, and tidy the journal; batches undone before it can no longer be redone."""
    journal_file.change_state(State.DONE)
    tidy(root)


def tidy(root: Path) -> None:
    """Delete the batches undone before the newest done one, and all but the last KEPT_BATCHES done ones."""
    all_files = journal_files(root)
    done = [file for file in all_files if file.state is State.DONE]
    undone = [file for file in all_files if file.state is State.UNDONE]
    for file in [
        *(file for file in undone if done and _by_number(file) < _by_number(done[-1])),
        *done[:-KEPT_BATCHES],
    ]:
        # The new batch counts even if an old one cannot be deleted; the next command tries again.
        with suppress(OSError):
            file.delete()


def last_done(root: Path) -> JournalFile | None:
    """The batch that the next undo reverses, or None."""
    return max(
        (file for file in journal_files(root) if file.state is State.DONE), key=_by_number, default=None
    )


def first_undone(root: Path) -> JournalFile | None:
    """The batch that the next redo applies again: the oldest undone one after the last done one, or None."""
    done = last_done(root)
    undone = [file for file in journal_files(root) if file.state is State.UNDONE]
    return min(
        (file for file in undone if done is None or _by_number(file) > _by_number(done)),
        key=_by_number,
        default=None,
    )
