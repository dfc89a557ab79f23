"""Files: load, lock and write the files of a catalogue, and recover them after a killed process."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prodash.errors import BusyError, DiskError

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.plan.plan import ChangePlan
    from prodash.storage.batch.journal import Journal
    from prodash.storage.batch.replace import FileEdit
    from prodash.storage.disk.progress import ReportProgress
    from prodash.storage.disk.secret_file import SecretFile
    from prodash.storage.read.load import Overlay

_SILENT_WAIT = 1.0
_WRITER_WAIT = 60.0
_READER_WAIT = 3.0


class Messages(NamedTuple):
    """What tells the user something.

    now      at once
    wait     at once, that prodash waits
    alarm    at the end, about the safety of files
    remark   at the end, but not with --quiet
    """

    now: Callable[[str], None]
    wait: Callable[[str], None]
    alarm: Callable[[str], None]
    remark: Callable[[str], None]


class CatalogueFiles:
    """The files of the catalogue in *root*; *state_folder* is for the secret that seals what prodash writes there."""

    def __init__(self, root: Path, state_folder: str, messages: Messages, *, use_index: bool) -> None:
        self.root, self._state_folder, self._messages = root, state_folder, messages
        self._use_index = use_index
        self._asked_for_drafts = False

    @cached_property
    def journal(self) -> "Journal":
        """The journal of the catalogue."""
        from prodash.storage.batch.journal import Journal

        return Journal(self.root, self.secret_file)

    @cached_property
    def secret_file(self) -> "SecretFile":
        """The file with the secret that seals what prodash writes into `.prodash`."""
        from prodash.storage.disk.secret_file import SecretFile

        return SecretFile(self._state_folder, self.root)

    def load(self, report: "ReportProgress", overlay: "Overlay | None" = None) -> "Catalogue":
        """The catalogue as it is on the disk, but for an *overlay*.

        *report* is called with the number of files read and the total.
        """
        from prodash.storage.disk.locate import SETTINGS
        from prodash.storage.index.index import Index
        from prodash.storage.read.load import load

        index = Index(self.root, self.secret_file) if self._use_index else None
        catalogue, folder = load(self.root, index, report, overlay), overlay.folder if overlay else self.root
        if not os.path.lexists(folder / SETTINGS):
            return catalogue
        from prodash.storage.settings.read import with_settings_problems

        return with_settings_problems(catalogue, folder)

    def may_have_drafts(self) -> bool:
        """Whether `edit` may have left drafts that this run has not named; always false from the second call on."""
        from prodash.storage.disk.locate import has_drafts

        asked, self._asked_for_drafts = self._asked_for_drafts, True
        return not asked and has_drafts(self.root)

    def recover_if_unfinished(self) -> None:
        """Roll back the unfinished change of a killed process; raises BusyError, RefusedError if that is impossible.

        Alarms the user about unfinished changes that somebody else began, and about a journal that cannot be read.
        """
        from prodash.storage.batch.unfinished import alarm_about, may_be_unfinished, unfinished_elsewhere

        secret = self.secret_file.secret
        try:
            others = unfinished_elsewhere(self.root, secret)
            if may_be_unfinished(self.root, secret):
                if self.journal.unfinished():
                    with self._lock_and_recover(_READER_WAIT):
                        pass
                others += self.journal.strangers()
            if others:
                self._messages.alarm(alarm_about(others))
        except DiskError as error:
            self._messages.alarm(f"prodash cannot look for an unfinished change: {error}")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the catalogue against other prodash processes, and roll back what a killed one left unfinished.

        Raises BusyError if another process keeps the lock for too long, RefusedError if there can be no lock.
        """
        with ExitStack() as lock_stack:
            try:
                lock_stack.enter_context(self._lock_and_recover(_SILENT_WAIT))
            except BusyError:
                self._messages.wait("waiting for another prodash to finish changing this catalogue")
                lock_stack.enter_context(self._lock_and_recover(_WRITER_WAIT))
            yield

    @contextmanager
    def _lock_and_recover(self, seconds: float) -> Iterator[None]:
        from prodash.session.terminal.signals import stop_by_signal
        from prodash.storage.batch.lock import locked
        from prodash.storage.batch.recover import recover

        with stop_by_signal(), locked(self.root, seconds, self._messages.remark):
            recover(self.journal, self._messages.now)
            yield

    def write(
        self,
        edits: "Sequence[FileEdit]",
        plan: "ChangePlan",
        *,
        time: str,
        command: str,
        report: "ReportProgress",
    ) -> bool:
        """Write *edits* as one batch that can be undone; the lock must be held.

        Returns False if the disk cannot flush files.  Raises RefusedError, RollbackError.
        """
        from prodash.storage.batch.batch import write_batch

        return write_batch(self.journal, edits, plan, time=time, command=command, report=report)
