"""The journal: one file for each batch, in a folder of its own for each computer and user.

.prodash/journal/3f9a1c02b7de/000041-5c1e9a0b.done

The name of the folder is a seal, so that computers that share a catalogue keep apart.  Without a secret, the folder is
`unsealed`, and a record is deleted as soon as its batch is written: no later command could tell who made it.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from operator import attrgetter
from pathlib import Path

from prodash.errors import DiskError
from prodash.storage.batch.journal_file import UNFINISHED, JournalFile, State, journal_file_named
from prodash.storage.batch.record import Record, to_bytes
from prodash.storage.batch.record_file import turn_of
from prodash.storage.batch.unfinished import (
    HALF_WRITTEN,
    WRITTEN,
    batches_in,
    first_and_number,
    journal_folder_of,
    names_of_others,
)
from prodash.storage.disk.files import is_own, write_bytes
from prodash.storage.disk.flush import flush_all
from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER
from prodash.storage.disk.private_folder import list_private_folder, make_private_subfolder
from prodash.storage.disk.secret import Secret, passing_secret
from prodash.storage.disk.secret_file import SecretFile

KEPT_BATCHES = 50


class Journal:
    """The journal of this computer and user for the catalogue in *root*."""

    def __init__(self, root: Path, secret_file: SecretFile) -> None:
        self.root, self._secret_file = root, secret_file

    def files(self) -> list[JournalFile]:
        """The files of the journal, oldest batch first; none if there is no journal.

        Some may be no regular files, though their names are sealed.  Raises DiskError if the journal cannot be listed
        or is not this user's.
        """
        secret = self._secret_file.secret
        return self._list_files(secret) if secret else []

    def unfinished(self) -> list[JournalFile]:
        """The batches whose process was killed, or is still running."""
        return [
            journal_file
            for journal_file in self.files()
            if (journal_file.state is State.NEW or journal_file.state in UNFINISHED)
            and journal_file.is_own_file
        ]

    def strangers(self) -> list[str]:
        """The files in the journal's folder that look like unfinished batches and are none, as shown paths."""
        secret = self._secret_file.secret
        if secret is None:
            return []
        own = {journal_file.shown_path for journal_file in self.unfinished()}
        found = batches_in(self.root, journal_folder_of(secret), HALF_WRITTEN)
        return [path for path in found if path not in own]

    def require_undo(self) -> None:
        """Raise DiskError if nothing can be undone, because there can be no secret or the journal cannot be read."""
        self._secret_file.make()
        self.files()

    def others_remark(self) -> str:
        """What to say of batches that only another computer, user or version of prodash can undo; "" if none is there."""
        names = names_of_others(self.root, self._secret_file.secret)
        others = [path for name in names for path in batches_in(self.root, name, WRITTEN)]
        if not others:
            return ""
        whose = "another computer, user or version of prodash, so prodash does not take it back here"
        return f"{first_and_number(others)} is from {whose}"

    def begin(self, record: Record) -> JournalFile:
        """The journal file of a new batch, written with *record* before any other file is changed.

        Raises DiskError, OSError, BadRecordError.
        """
        secret = self._secret_file.make_if_possible() or passing_secret()
        folder = self._make_folder(journal_folder_of(secret))
        number = max((journal_file.number for journal_file in self._list_files(secret)), default=0) + 1
        shown_folder = f"{_SHOWN}/{os.path.basename(folder)}"
        journal_file = JournalFile(number, State.NEW, folder, shown_folder, secret)
        data = to_bytes(record, secret, number)
        try:
            write_bytes(journal_file.path, data)
            return journal_file.change_state(State.DOING)
        except BaseException:
            with suppress(OSError):
                journal_file.delete()
            raise

    def finish(self, journal_file: JournalFile) -> None:
        """Mark a new batch done, and tidy the journal; batches undone before it can no longer be redone."""
        if journal_file.secret.is_kept:
            journal_file.change_state(State.DONE)
            self.tidy()
        else:
            journal_file.delete()

    def tidy(self) -> None:
        """Delete the batches undone before the newest done one, and all but the last KEPT_BATCHES done ones.

        The new batch counts even if that fails; the next command tries again.
        """
        with suppress(DiskError):
            for file in _superseded(self.files()):
                with suppress(OSError):
                    if file.is_own_file:
                        file.delete()

    def last_done(self) -> JournalFile | None:
        """The batch that the next undo reverses, or None."""
        return max((file for file in self.files() if file.state is State.DONE), key=_by_number, default=None)

    def first_undone(self) -> JournalFile | None:
        """The batch that the next redo applies again: the one undone last, unless there is a newer change; or None."""
        files = self.files()
        overtaken = frozenset(_overtaken(files))
        return min(
            (file for file in files if file.state is State.UNDONE and file not in overtaken),
            key=lambda file: turn_of(file).redo_key,
            default=None,
        )

    def _list_files(self, secret: Secret) -> list[JournalFile]:
        name = journal_folder_of(secret)
        folder, shown_folder = os.path.join(self.root, PRIVATE_FOLDER, JOURNAL, name), f"{_SHOWN}/{name}"
        names = list_private_folder(self.root, JOURNAL, name)
        _require_own_folder(folder, shown_folder)
        found = (journal_file_named(file, folder, shown_folder, secret) for file in names)
        return sorted((file for file in found if file), key=_by_number)

    def _make_folder(self, name: str) -> str:
        """The path of a folder of the journal; a new one is flushed to the disk, as its records will be."""
        exists = os.path.isdir(os.path.join(self.root, PRIVATE_FOLDER, JOURNAL, name))
        folder = make_private_subfolder(self.root, JOURNAL, name)
        if not exists:
            with suppress(OSError):
                flush_all([os.path.dirname(folder), os.path.dirname(os.path.dirname(folder))])
        return folder


def _superseded(files: Sequence[JournalFile]) -> list[JournalFile]:
    """The batches of all *files* that can no longer be redone, or are too old to be undone."""
    done = [file for file in files if file.state is State.DONE]
    return [*_overtaken(files), *done[:-KEPT_BATCHES]]


def _overtaken(files: Sequence[JournalFile]) -> list[JournalFile]:
    """The undone batches of all *files* with a done one that is newer than their undo."""
    last = max((file.number for file in files if file.state is State.DONE), default=0)
    older = [file for file in files if file.state is State.UNDONE and file.number < last]
    return [file for file in older if turn_of(file).newest < last]


def _require_own_folder(folder: str, shown_folder: str) -> None:
    with suppress(FileNotFoundError):
        if not is_own(os.lstat(folder)):
            raise DiskError(shown_folder, OSError(0, "it belongs to another user; move it out of the way"))


_SHOWN = f"{PRIVATE_FOLDER}/{JOURNAL}"
_by_number = attrgetter("number", "state")
