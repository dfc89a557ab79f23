"""The index of a catalogue during one run: a cache that saves reading unchanged files again.

It never changes an answer.  For each file with a row in the index:

    status unchanged, and not young when it was read  ->  use the row
    else read the file:  digest unchanged             ->  use the row
                         digest changed               ->  parse the file
"""

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from prodash.model.catalogue.fields import StageLine
from prodash.storage.disk.secret_file import SecretFile
from prodash.storage.index import entry_rows
from prodash.storage.index.entry_rows import ENTRIES, entry_cache
from prodash.storage.index.file import MALFORMED, IndexFile, read_index
from prodash.storage.index.track_cache import TrackCache
from prodash.storage.index.track_columns import columns_from_json, columns_of, columns_to_json


class Index:
    """The index of the catalogue in *root*: read by the constructor, written by `save`."""

    def __init__(self, root: Path, secret_file: SecretFile) -> None:
        self.root, self._secret_file = root, secret_file
        self._file = read_index(root, secret_file.secret)
        self.entries = entry_cache(self._file)
        self.tracks = TrackCache(columns_of([]))
        self.stage_line = self._file.stage_line

    @cached_property
    def since(self) -> int:
        """When this run began to read files, in nanoseconds of the disk's own clock; 0 if the index cannot be written."""
        from prodash.storage.index.write import disk_time

        return (self._secret_file.make_if_possible() and disk_time(self.root)) or 0

    def look_up_tracks(self, stage_line: StageLine) -> TrackCache:
        """The cached results of reading tracks.

        If another key than that of *stage_line* named the stage, there are none; if messages suggested another line,
        those with problems are left out.
        """
        old = self._file.stage_line
        columns = columns_of([])
        with suppress(*MALFORMED):
            if stage_line == old:
                columns = columns_from_json(self._file.sections)
            elif stage_line.key == old.key:
                from prodash.storage.index.merge_columns import without_problems

                columns = without_problems(columns_from_json(self._file.sections))
        self.tracks = TrackCache(columns, self._file.read_since, self._file.listing)
        self.stage_line = stage_line
        return self.tracks

    def save(self) -> None:
        """Write the index if a row has changed, appeared or disappeared."""
        if self.entries.needs_saving or self.tracks.needs_saving:
            self._save_sections(self._read_since)

    def save_entries(self) -> None:
        """Write the new rows of entries, if any, and keep the rows of tracks."""
        entries = {**self.entries.previous, **self.entries.kept}
        if entries != self.entries.previous and self.since:
            read_since = min(self._file.read_since or self.since, self.since)
            sections = {ENTRIES: entry_rows.rows_to_json(entries.values())}
            with suppress(*MALFORMED):
                sections = {**self._file.sections, **sections}
            self._write(self._file._replace(read_since=read_since, sections=sections))

    @property
    def _read_since(self) -> int:
        """When the run that read the rows began: this run, or the previous one if this run read no file."""
        return self.since if "since" in vars(self) else self._file.read_since

    def _save_sections(self, read_since: int) -> None:
        # If another prodash has replaced the index meanwhile, sections of the old one can no longer be read.
        with suppress(*MALFORMED):
            if read_since:
                entries = entry_rows.rows_to_json(self.entries.kept.values())
                sections = {ENTRIES: entries, **columns_to_json(self.tracks.columns)}
                listing = self.tracks.listing(read_since)
                self._write(IndexFile(read_since, self.stage_line, sections, listing))

    def _write(self, file: IndexFile) -> None:
        if secret := self._secret_file.secret:
            from prodash.storage.index.write import write_index

            write_index(self.root, file, secret)
