"""Tracks: tracks in order, and questions about all of them, asked once for each value that tracks share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, overload

from prodash.model.catalogue.track import Condition, Track
from prodash.model.names.names import fold

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

NewNames: TypeAlias = Mapping[str, Callable[[Any], Any]]
"""By field, the function that gives what takes the place of a stage, of workflows or of projects."""


DUE_FIELDS = ("stage", "due")
"""The fields that decide when a track is due and how urgent that is."""


class Tracks(Sequence[Track]):
    """Tracks in order; a subclass may make each of them when it is first asked for."""

    def __init__(self, tracks: Iterable[Track] = ()) -> None:
        self._tracks = tuple(tracks)

    @classmethod
    def of(cls, tracks: Iterable[Track]) -> "Tracks":
        """*tracks* as they are if they are `Tracks`, otherwise with what `Tracks` can be asked."""
        return tracks if isinstance(tracks, Tracks) else Tracks(tracks)

    def __len__(self) -> int:
        return len(self._tracks)

    @overload
    def __getitem__(self, place: int) -> Track: ...
    @overload
    def __getitem__(self, place: slice) -> "Tracks": ...
    def __getitem__(self, place: int | slice) -> "Track | Tracks":
        return self._item(place) if isinstance(place, int) else self.at(range(len(self))[place])

    def _item(self, position: int) -> Track:
        return self._tracks[position]

    def __iter__(self) -> Iterator[Track]:
        return iter(self._tracks)

    def __eq__(self, other: object) -> bool:
        return [*self] == [*other] if isinstance(other, Tracks) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def ids(self) -> Sequence[str]:
        """The id of each track."""
        return [track.id for track in self]

    @property
    def paths(self) -> Sequence[str]:
        """The path of each track."""
        return [track.path for track in self]

    @property
    def titles(self) -> Sequence[str]:
        """The title of each track."""
        return [track.title for track in self]

    def column(self, field: str) -> tuple[Sequence[Any], Sequence[int]]:
        """The different values of *field*, perhaps some that no track has, and the number of the value of each track."""
        values: dict[Any, int] = {}
        value_of = _VALUE_OF[field]
        numbers = [values.setdefault(value_of(track), len(values)) for track in self]
        return [*values], numbers

    def at(self, positions: Iterable[int]) -> "Tracks":
        """The tracks at *positions*."""
        return Tracks(map(self._tracks.__getitem__, positions))

    def at_paths(self, paths: Container[str]) -> "Tracks":
        """The tracks in the files at *paths*."""
        return self.at([position for position, path in enumerate(self.paths) if path in paths])

    def which(self, condition: Condition) -> "Tracks":
        """The tracks that meet *condition*."""
        return self.at([position for position, track in enumerate(self) if condition(track)])

    def which_alike(self, condition: Condition, *fields: str) -> "Tracks":
        """The tracks that meet *condition*, which depends on these *fields* alone and is asked once for each of their values."""
        answers, numbers = self._answers(condition, fields)
        if all(answers):
            return self
        return self.at(compress(range(len(self)), map(answers.__getitem__, numbers)) if any(answers) else ())

    def counts(self, values_of: Callable[[Track], Iterable[K]], *fields: str) -> Counter[K]:
        """How many tracks have each value that *values_of* gives, which depends on these *fields* alone."""
        answers, numbers = self._answers(lambda track: [*values_of(track)], fields)
        counts = Counter[K]()
        for number, tracks in Counter(numbers).items():
            for value in answers[number]:
                counts[value] += tracks
        return counts

    def by_rank(self, rank_of: Callable[[Track], Any], *fields: str) -> list[Track]:
        """The tracks in the order of what *rank_of* gives, which depends on these *fields* alone, then of title and path."""
        ranks, numbers = self._answers(rank_of, fields)
        tracks = defaultdict[Any, list[Track]](list)
        for track, number in zip(self, numbers, strict=True):
            tracks[ranks[number]].append(track)
        for alike in tracks.values():
            alike.sort(key=lambda track: (fold(track.title), track.path))
        return [track for rank in sorted(tracks) for track in tracks[rank]]

    def values_in(self, field: str) -> set[Any]:
        """The different values that tracks have in this *field*."""
        values, numbers = self.column(field)
        return {values[number] for number in {*numbers}}

    def custom_keys(self) -> Counter[tuple[str, ...]]:
        """How many tracks have these custom fields in their files, in order of appearance."""
        return Counter(tuple(track.custom) for track in self)

    def keys_in_files(self) -> Counter[frozenset[str]]:
        """How many tracks have all these keys in their files, with a value or without, in order of appearance."""
        return Counter(track.keys for track in self)

    def _answers(
        self, question: Callable[[Track], T], fields: Sequence[str]
    ) -> tuple[Sequence[T], Sequence[int]]:
        """The answers to *question*, and the number of the answer for each track.

        It is asked once for tracks with the same values in *fields*, and of a track that has only these.
        """
        columns = [*map(self.column, fields)]
        if len(columns) == 1:
            [(values, numbers)] = columns
            return [question(_sample({fields[0]: value})) for value in values], numbers
        places = [*zip(*(numbers for _, numbers in columns), strict=True)]
        known = {place: number for number, place in enumerate(dict.fromkeys(places))}
        samples = (
            {f: values[n] for f, (values, _), n in zip(fields, columns, place, strict=True)}
            for place in known
        )
        return [question(_sample(values)) for values in samples], [*map(known.__getitem__, places)]

    def with_names(self, new: NewNames) -> "Tracks":
        """The tracks with what *new* has for their stages, workflows and projects."""
        stage, workflows, projects = (new[field] for field in ("stage", "workflows", "projects"))
        names = ((stage(track.stage), workflows(track.workflows), projects(track.projects)) for track in self)
        return Tracks(track.with_names(new_names) for track, new_names in zip(self, names, strict=True))


def _sample(values: dict[str, Any]) -> Track:
    """A track with these *values* by field; its date may be projects that have one."""
    if isinstance(values.get("due"), tuple):
        values["projects"] = values.pop("due")
    return Track("", "", "", **values)


_VALUE_OF: Mapping[str, Callable[[Track], Any]] = {
    **{field: attrgetter(field) for field in ("stage", "workflows", "projects")},
    # A track without a date has that of its projects.
    "due": lambda track: track.due or track.projects,
}
