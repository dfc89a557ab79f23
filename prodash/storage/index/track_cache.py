"""The cached columns of track files, which of them are still valid, and those that the next run gets."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from operator import attrgetter

from prodash.storage.index.file import MALFORMED
from prodash.storage.index.status import Status, is_young, may_be_young
from prodash.storage.index.track_columns import TrackColumns, columns_of
from prodash.storage.index.track_rows import TrackRow


class TrackCache:
    """The cached results of reading track files; `columns` are those of the index on disk until `update` is called.

    `read_since` is when the run that wrote them began to read files.
    """

    def __init__(self, columns: TrackColumns, read_since: int) -> None:
        self.columns, self._read_since = columns, read_since
        self.needs_saving = False

    def valid(self, on_disk: Mapping[str, Status | None]) -> Sequence[int]:
        """The numbers of the files of which the status *on_disk* proves that they are unchanged."""
        paths, statuses = self.columns.paths, self.columns.statuses
        # One comparison in C, because most commands find every file as it was.
        if dict(zip(paths, statuses, strict=True)) == on_disk and not may_be_young(
            statuses, self._read_since
        ):
            return range(len(paths))
        return [
            number
            for number, (path, status) in enumerate(zip(paths, statuses, strict=True))
            if on_disk.get(path) == status and not is_young(status, self._read_since)
        ]

    def by_digest(self, path: str, digest: str) -> TrackRow | None:
        """The row of the file if its bytes had this *digest* then; otherwise None."""
        with suppress(*MALFORMED):
            row = self._row(path)
            return row if row and row.digest == digest else None
        return None

    def update(self, valid: Sequence[int], rows: Sequence[TrackRow], since: int) -> None:
        """Keep the *valid* ones, and the new *rows*; *since* is when this run began to read files."""
        known = len(valid) + len(rows) == len(self.columns.paths)
        self.needs_saving = not known or any(self._is_news(row, since) for row in rows)
        self.columns = columns_of(sorted([*map(self.columns.row, valid), *rows], key=attrgetter("path")))

    def _is_news(self, row: TrackRow, since: int) -> bool:
        old = self.by_digest(row.path, row.digest)
        # A file that is still young is read again next time, so saving its row gains nothing.
        return old is None or old.status != row.status or not is_young(row.status, since)

    def _row(self, path: str) -> TrackRow | None:
        number = self._numbers.get(path)
        return None if number is None else self.columns.row(number)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {path: number for number, path in enumerate(self.columns.paths)}
