"""Index: what reading each file of a catalogue gave, so that a file which did not change is not read again.

It is never more than a quicker way to the same answer.  What is remembered of a file counts while its status is the
same and it was not young when it was read; else the file is read, and parsed unless its bytes are the same.
"""

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from prodash.storage.index import entry_rows as index_entries
from prodash.storage.index import track_rows as index_rows
from prodash.storage.index.cache import Memory
from prodash.storage.index.entry_rows import ENTRIES, entries_in
from prodash.storage.index.file import MALFORMED, IndexFile, disk_time, read_index, write_index
from prodash.storage.index.track_rows import Row

_ROWS, _MORE = "rows", "more"


class Index:
    """The index of the catalogue in one folder, during one run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._file = read_index(root)
        self.entries = entries_in(self._file)
        self.tracks: Memory[Row] = Memory({}, 0)
        self.example = ""

    @cached_property
    def since(self) -> int:
        """When this run began to read files, by the disk's own clock; 0 where nothing can be written."""
        return disk_time(self.root) or 0

    def look_up_tracks(self, example: str) -> Memory[Row]:
        """What is remembered of tracks; the messages about them name the stage *example*."""
        rows = _rows_in(self._file)
        if example != self._file.example:
            rows = {path: row for path, row in rows.items() if not row.problems}
        self.tracks, self.example = Memory(rows, self._file.began), example
        return self.tracks

    def write(self) -> None:
        """Write what is remembered from now on, if that is something new."""
        if self.entries.needs_saving or self.tracks.needs_saving:
            self._write(self._began)

    def write_entries(self) -> None:
        """Write what is remembered of the stages, workflows and projects from now on, and of tracks as before."""
        entries = {**self.entries.previous, **self.entries.kept}
        if entries != self.entries.previous and self.since:
            began = min(self._file.began or self.since, self.since)
            sections = {ENTRIES: index_entries.to_text(entries.values())}
            with suppress(*MALFORMED):
                sections = {**self._file.sections, **sections}
            write_index(self.root, self._file._replace(began=began, sections=sections))

    @property
    def _began(self) -> int:
        """When what is remembered was read: now, or where nothing had to be, before this run."""
        return self.since if "since" in vars(self) else self._file.began

    def _write(self, began: int) -> None:
        # Where another prodash has written one meanwhile, some of this one cannot be read any more.
        with suppress(*MALFORMED):
            if began:
                rows, more = index_rows.to_text([*self.tracks.kept.values()])
                entries = index_entries.to_text(self.entries.kept.values())
                sections = {ENTRIES: entries, _ROWS: rows, _MORE: more}
                write_index(self.root, IndexFile(began, self.example, sections))


def _rows_in(file: IndexFile) -> dict[str, Row]:
    with suppress(*MALFORMED):
        return index_rows.from_text(file.sections[_ROWS], partial(file.sections.__getitem__, _MORE))
    return {}
