"""Files: the files of a catalogue during one run: loaded, locked, written, and recovered after a killed process."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prodash.errors import BusyError

if TYPE_CHECKING:
    from prodash.model.catalogue.catalogue import Catalogue
    from prodash.model.change.change import ChangePlan
    from prodash.storage.batch.replace import FileEdit
    from prodash.storage.disk.progress import ReportProgress

_SHORTLY = 1.0
_WRITER_WAITS = 60.0
_READER_WAITS = 3.0


class CatalogueFiles:
    """The files of the catalogue in *root*; what the user must know is told to *report*, that it waits to *report_wait*."""

    def __init__(
        self,
        root: Path,
        *,
        use_index: bool,
        report: Callable[[str], None],
        report_wait: Callable[[str], None],
    ) -> None:
        self.root = root
        self._use_index = use_index
        self._report, self._report_wait = report, report_wait

    def load(self, tell: "ReportProgress") -> "Catalogue":
        """The catalogue as it is on the disk; *tell* is told how many files were read, of how many."""
        from prodash.storage.index.index import Index
        from prodash.storage.read.load import load

        return load(self.root, Index(self.root) if self._use_index else None, tell)

    def recover(self) -> None:
        """Put back what a killed process left half done; raises BusyError, RefusedError where that cannot be."""
        from prodash.storage.batch.journal import is_unfinished

        if is_unfinished(self.root):
            with self._lock_and_recover(_READER_WAITS):
                pass

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Let no other prodash change the catalogue, and put back what one has left half done.

        Raises BusyError when another one has the lock for too long, RefusedError where it cannot be had.
        """
        with ExitStack() as held:
            try:
                held.enter_context(self._lock_and_recover(_SHORTLY))
            except BusyError:
                self._report_wait("waiting for another prodash that is changing this catalogue")
                held.enter_context(self._lock_and_recover(_WRITER_WAITS))
            yield

    @contextmanager
    def _lock_and_recover(self, seconds: float) -> Iterator[None]:
        from prodash.storage.batch.lock import locked
        from prodash.storage.batch.recover import recover

        with locked(self.root, seconds):
            recover(self.root, self._report)
            yield

    def write(
        self,
        edits: "Sequence[FileEdit]",
        plan: "ChangePlan",
        *,
        time: str,
        command: str,
        tell: "ReportProgress",
    ) -> None:
        """Write a batch that can be undone; the lock must be held.  Raises RefusedError, HalfDoneError."""
        from prodash.storage.batch.batch import write_batch

        write_batch(self.root, edits, plan, time=time, command=command, report=tell)
