"""Tracks from the columns of the index, each made when it is first asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import TypeAlias, TypeVar

from prodash.model.catalogue.track import Alike, K, Names, Track, Tracks
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

    @cached_property
    def alike(self) -> Sequence[Alike]:
        """All tracks, in groups of those that are alike."""
        groups: dict[int, list[int]] = defaultdict(list)
        for position, kind in enumerate(self._of_these(self._columns.kind_numbers)):
            groups[kind].append(position)
        return [Alike(self[positions[0]], positions) for positions in groups.values()]

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
        counts = Counter[K]()
        for number, count in Counter(map(self._columns.key_numbers.__getitem__, self._numbers)).items():
            counts[of(*self._columns.keys[number])] += count
        return counts

    def with_names(self, new_names: Callable[[Names], Names]) -> Tracks:
        """The tracks with what *new_names* gives for their stages, workflows and projects."""
        kinds = [(new_names(names), due) for names, due in self._columns.kinds]
        if kinds == self._columns.kinds:
            return self
        return IndexedTracks(self._columns._replace(kinds=kinds), self._numbers, self._read_details)

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
            names, due = columns.kinds[columns.kind_numbers[number]]
            read_details = partial(self._read_details, number)
            track = self._made[number] = LazyTrack.of(
                columns.ids[number],
                columns.paths[number],
                columns.titles[number] or "",
                names,
                due,
                read_details,
            )
        return track
