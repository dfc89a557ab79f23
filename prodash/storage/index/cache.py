"""Memory: what is remembered of files of one sort, and whether it counts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from prodash.storage.index.file import MALFORMED
from prodash.storage.index.status import Status, is_young


class CachedRow(Protocol):
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


R = TypeVar("R", bound=CachedRow)


class FileCache(Generic[R]):
    """What the index has of files by path: `previous`, read no earlier than `read_since`, and `kept` for the next run."""

    def __init__(self, previous: Mapping[str, R], read_since: int) -> None:
        self.previous = previous
        self.read_since = read_since
        self.kept: dict[str, R] = {}
        self._differs = False

    def by_stat(self, path: str, status: Status) -> R | None:
        """The row of a file, which is kept; None where the file must be read to know."""
        row = self.previous.get(path)
        if row is None or row.status != status or is_young(status, self.read_since):
            return None
        self.kept[path] = row
        return row

    def by_digest(self, path: str, digest: str) -> R | None:
        """The row of a file if its bytes have this *digest*; else None."""
        row = self.previous.get(path)
        with suppress(*MALFORMED):
            return row if row and row.digest == digest else None
        return None

    def keep(self, row: R, since: int) -> None:
        """Keep the row of a file that was read, no earlier than *since*."""
        old = self.by_digest(row.path, row.digest)
        # What is still young is read again next time, whether or not this is written.
        self._differs |= old is None or old.status != row.status or not is_young(row.status, since)
        self.kept[row.path] = row

    @property
    def needs_saving(self) -> bool:
        """Whether there is something to write."""
        return self._differs or len(self.kept) != len(self.previous)
