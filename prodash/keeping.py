"""Keeping: the files of a catalogue during one run: read, locked, written, and put back where a process was killed."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from prodash.errors import BusyError, RefusedError
from prodash.reaching import Reaching
from prodash.render.width import clean

if TYPE_CHECKING:
    from prodash.model.catalogue import Catalogue
    from prodash.model.change import ChangePlan
    from prodash.storage.replacing import FileEdit

_SHORTLY = 1.0
_WRITER_WAITS = 60.0
_READER_WAITS = 3.0


class Keeping(Reaching):
    """One run, as far as it touches the catalogue on the disk; `with_index` False leaves the index alone."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__()
        self.argv = argv

    def read(self) -> "Catalogue":
        """The catalogue as it is on the disk, with what a killed process left half done put right."""
        from prodash.storage.index import Index
        from prodash.storage.loading import load

        self.put_right()
        index = Index(self.root) if self.with_index else None
        with self.progress("reading {} of {} files") as tell:
            return load(self.root, index, tell)

    def put_right(self) -> None:
        """Put back what a killed process left half done, and tell the user; no more than tell where that cannot be."""
        from prodash.storage.journal import is_unfinished

        if not is_unfinished(self.root):
            return
        try:
            with self.lock(_READER_WAITS):
                pass
        except BusyError:
            self.note("another prodash is changing this catalogue right now; this may show half of it")
        except RefusedError as error:
            self.note("a change was interrupted and cannot be put back here; this may show half of it")
            self.note("\n".join(map(clean, error.reason_lines(self.reach).split("\n"))))

    @contextmanager
    def lock(self, seconds: float | None = None) -> "Iterator[None]":
        """Let no other prodash change the catalogue, and put back what one has left half done.

        Raises BusyError after waiting *seconds* or as long as a writer does, RefusedError where it
        cannot be.
        """
        from prodash.storage.lock import locked
        from prodash.storage.recovery import recover

        with ExitStack() as held:
            try:
                held.enter_context(locked(self.root, _SHORTLY if seconds is None else seconds))
            except BusyError:
                if seconds is not None:
                    raise
                self.note_progress("waiting for another prodash that is changing this catalogue")
                held.enter_context(locked(self.root, _WRITER_WAITS))
            recover(self.root, self.note)
            yield

    def write(self, files: "Sequence[FileEdit]", plan: "ChangePlan") -> None:
        """Write a batch that can be undone; the lock must be held.  Raises RefusedError, HalfDoneError."""
        import shlex

        from prodash.storage.batches import write

        command = shlex.join(["prodash", *self.argv])
        with self.progress("writing {} of {} files") as tell:
            write(self.root, files, plan, time=self.now, command=command, tell=tell)
