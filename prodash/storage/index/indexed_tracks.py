"""Tracks from the columns of the index, each made when it is first asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import K, NewNames, Tracks
from prodash.storage.index.lazy_track import LazyTrack, TrackDetails
from prodash.storage.index.track_columns import TrackColumns

T = TypeVar("T")

ReadDetails: TypeAlias = Callable[[int], TrackDetails]
"""The details of the track in the file with this number."""


class IndexedTracks(Tracks):
    """The tracks in the files of *columns* with these *numbers*; *made* has those that were made already."""

    def __init__(
        self,
        columns: TrackColumns,
        numbers: Sequence[int],
        read_details: ReadDetails,
        made: list[Track | None] | None = None,
    ) -> None:
        self._columns, self._numbers, self._read_details = columns, numbers, read_details
        self._shared = [columns.shared[field] for field in ("stage", "workflows", "projects", "due")]
        self._made = made or [None] * len(columns.paths)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Track]:
        return map(self._track, self._numbers)

    @property
    def ids(self) -> Sequence[str]:
        """The id of each track."""
        return self._of_these(self._columns.ids)

    @property
    def paths(self) -> Sequence[str]:
        """The path of each track."""
        return self._of_these(self._columns.paths)

    @property
    def titles(self) -> Sequence[str]:
        """The title of each track."""
        return [title or "" for title in self._of_these(self._columns.titles)]

    def column(self, field: str) -> tuple[Sequence[Any], Sequence[int]]:
        """The different values of *field*, perhaps some that no track has, and the number of the value of each track."""
        values, numbers = self._columns.shared[field]
        if field != "due":
            return values, self._of_these(numbers)
        projects, project_numbers = self._columns.shared["projects"]
        # A track without a date has that of its projects; their numbers follow those of the dates.
        without, after = values.index(None) if None in values else -1, len(values)
        both = zip(self._of_these(numbers), self._of_these(project_numbers), strict=True)
        return [*values, *projects], [after + project if day == without else day for day, project in both]

    def at(self, positions: Iterable[int]) -> Tracks:
        """The tracks at *positions*."""
        numbers = [self._numbers[position] for position in positions]
        return IndexedTracks(self._columns, numbers, self._read_details, self._made)

    def custom_keys(self) -> Counter[tuple[str, ...]]:
        """How many tracks have these custom fields in their files, in order of appearance."""
        return self._count_keys(lambda custom, _: custom)

    def keys_in_files(self) -> Counter[frozenset[str]]:
        """How many tracks have all these keys in their files, with a value or without, in order of appearance."""
        return self._count_keys(lambda custom, others: frozenset((*custom, *others)))

    def _count_keys(self, of: Callable[[tuple[str, ...], tuple[str, ...]], K]) -> Counter[K]:
        keys, numbers = self._columns.shared["keys"]
        counts = Counter[K]()
        for number, count in Counter(self._of_these(numbers)).items():
            counts[of(*keys[number])] += count
        return counts

    def with_names(self, new: NewNames) -> Tracks:
        """The tracks with what *new* gives for their stages, workflows and projects."""
        old = self._columns.shared
        changed = {
            field: ([*map(new_value, old[field][0])], old[field][1]) for field, new_value in new.items()
        }
        if all(values == old[field][0] for field, (values, _) in changed.items()):
            return self
        shared = {**old, **changed}
        return IndexedTracks(self._columns._replace(shared=shared), self._numbers, self._read_details)

    def _of_these(self, column: Sequence[T]) -> Sequence[T]:
        """The values in *column* of these tracks."""
        is_whole = self._numbers == range(len(column))
        return column if is_whole else [*map(column.__getitem__, self._numbers)]

    def _item(self, position: int) -> Track:
        return self._track(self._numbers[position])

    def _track(self, number: int) -> Track:
        """The track in the file with this *number*."""
        track = self._made[number]
        if track is None:
            columns = self._columns
            stage, workflows, projects, due = [values[numbers[number]] for values, numbers in self._shared]
            track = self._made[number] = LazyTrack.of(
                columns.ids[number],
                columns.paths[number],
                columns.titles[number] or "",
                (stage, workflows, projects),
                due,
                partial(self._read_details, number),
            )
        return track
