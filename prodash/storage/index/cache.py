"""The cached rows of one kind of file, and whether each is still valid."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from prodash.storage.index.file import MALFORMED
from prodash.storage.index.status import Status, is_young


class CachedRow(Protocol):
    """One file and the result of reading it."""

    @property
    def path(self) -> str:
        """The path of the file in the catalogue."""
        ...

    @property
    def status(self) -> Status:
        """The status of the file when it was read."""
        ...

    @property
    def digest(self) -> str:
        """A hash of the file's bytes; raises one of MALFORMED if the index is damaged there."""
        ...


R = TypeVar("R", bound=CachedRow)


class FileCache(Generic[R]):
    """The rows of files by path: `previous` are those of the index on disk, `kept` those for the next run.

    `read_since` is when the run that wrote `previous` began to read files.
    """

    def __init__(self, previous: Mapping[str, R], read_since: int) -> None:
        self.previous = previous
        self.read_since = read_since
        self.kept: dict[str, R] = {}
        self._differs = False

    def by_stat(self, path: str, status: Status) -> R | None:
        """The row of the file, which is then kept; None if *status* does not prove that the file is unchanged."""
        row = self.previous.get(path)
        if row is None or row.status != status or is_young(status, self.read_since):
            return None
        self.kept[path] = row
        return row

    def by_digest(self, path: str, digest: str) -> R | None:
        """The row of the file if its bytes had this *digest* then; otherwise None."""
        row = self.previous.get(path)
        with suppress(*MALFORMED):
            return row if row and row.digest == digest else None
        return None

    def keep(self, row: R, since: int) -> None:
        """Keep the new *row* of a file; *since* is when this run began to read files."""
        old = self.by_digest(row.path, row.digest)
        # A file that is still young is read again next time, so saving its row gains nothing.
        self._differs |= old is None or old.status != row.status or not is_young(row.status, since)
        self.kept[row.path] = row

    @property
    def needs_saving(self) -> bool:
        """Whether the rows on disk are out of date."""
        return self._differs or len(self.kept) != len(self.previous)
