"""The cached columns of track files, which of them are still valid, and those that the next run gets."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from prodash.storage.index.file import MALFORMED
from prodash.storage.index.status import Status, is_young, listing_digest
from prodash.storage.index.track_columns import TrackColumns, columns_of

if TYPE_CHECKING:
    from prodash.storage.index.track_rows import TrackRow


class TrackCache:
    """The cached results of reading track files; `columns` are those of the index on disk until `update` is called.

    `read_since` is when the run that wrote them began to read files, and `listing` what it found by `listing_digest`.
    """

    def __init__(self, columns: TrackColumns, read_since: int = 0, listing: str = "") -> None:
        self.columns, self._read_since, self._listing = columns, read_since, listing
        self._on_disk: dict[str, Status | None] = {}
        self.needs_saving = False

    def valid(self, on_disk: dict[str, Status | None]) -> Sequence[int]:
        """The numbers of the files of which the status *on_disk* proves that they are unchanged."""
        columns, self._on_disk = self.columns, on_disk
        is_complete = len(on_disk) == len(columns.paths)
        # Most commands find every file as it was, and in the same order.
        if is_complete and listing_digest(on_disk, self._read_since) == self._listing:
            return range(len(columns.paths))
        try:
            return [
                number
                for number, (path, status) in enumerate(zip(columns.paths, columns.statuses(), strict=True))
                if on_disk.get(path) == status and not is_young(status, self._read_since)
            ]
        except MALFORMED:
            self.columns = columns_of([])
            return []

    def listing(self, read_since: int) -> str:
        """The `listing_digest` for the next run; empty if a file may change unseen, or has changed while it was read.

        *read_since* is when the reader of the files began.
        """
        columns, on_disk = self.columns, self._on_disk
        is_certain = all(
            on_disk.get(path) == status and not is_young(status, read_since)
            for path, status in zip(columns.paths, columns.statuses(), strict=True)
        )
        return listing_digest(on_disk, read_since) if is_certain else ""

    def by_digest(self, path: str, digest: str) -> "TrackRow | None":
        """The row of the file if its bytes had this *digest* then; otherwise None."""
        with suppress(*MALFORMED):
            row = self._row(path)
            return row if row and row.digest == digest else None
        return None

    def update(self, valid: Sequence[int], rows: "Sequence[TrackRow]", since: int) -> None:
        """Keep the *valid* ones, and the new *rows*; *since* is when this run began to read files."""
        from prodash.storage.index.merge_columns import merged

        known = len(valid) + len(rows) == len(self.columns.paths)
        self.needs_saving = not known or any(self._is_news(row, since) for row in rows)
        self.columns = merged(self.columns, valid, columns_of(rows))

    def _is_news(self, row: "TrackRow", since: int) -> bool:
        old = self.by_digest(row.path, row.digest)
        # A file that is still young is read again next time, so saving its row gains nothing.
        return old is None or old.status != row.status or not is_young(row.status, since)

    def _row(self, path: str) -> "TrackRow | None":
        number = self._numbers.get(path)
        return None if number is None else self.columns.row(number)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {path: number for number, path in enumerate(self.columns.paths)}
