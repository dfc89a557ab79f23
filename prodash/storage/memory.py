"""Memory: what is remembered of files of one sort, and whether it counts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from prodash.storage.index_file import MALFORMED
from prodash.storage.status import Status, is_young


class Remembered(Protocol):
    """One file and what reading it gave."""

    @property
    def path(self) -> str:
        """Where it is in the catalogue."""
        ...

    @property
    def status(self) -> Status:
        """What the disk said of it when it was read."""
        ...

    @property
    def digest(self) -> str:
        """What tells its bytes from others; raises one of MALFORMED where the index does not have it."""
        ...


R = TypeVar("R", bound=Remembered)


class Memory(Generic[R]):
    """What was remembered `before` this run, of files read since the time `began`, and what is from `now` on."""

    def __init__(self, before: Mapping[str, R], began: int) -> None:
        self.before = before
        self.began = began
        self.now: dict[str, R] = {}
        self.differs = False

    def of_unchanged(self, path: str, status: Status) -> R | None:
        """What counts of a file without reading it."""
        row = self.before.get(path)
        if row is None or row.status != status or is_young(status, self.began):
            return None
        self.now[path] = row
        return row

    def of_same_bytes(self, path: str, digest: str) -> R | None:
        """What counts of a file whose bytes have this *digest*."""
        row = self.before.get(path)
        with suppress(*MALFORMED):
            return row if row and row.digest == digest else None
        return None

    def keep(self, row: R, since: int) -> None:
        """Remember from now on what was found by reading a file, no earlier than *since*."""
        old = self.of_same_bytes(row.path, row.digest)
        # What is still young is read again next time, whether or not this is written.
        self.differs |= old is None or old.status != row.status or not is_young(row.status, since)
        self.now[row.path] = row

    @property
    def is_new(self) -> bool:
        """Whether there is something to write."""
        return self.differs or len(self.now) != len(self.before)
