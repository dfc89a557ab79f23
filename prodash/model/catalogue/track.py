"""Track: one piece of music, as described by its file, and tracks in order, of which many are alike."""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar, overload

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location
from prodash.model.catalogue.value import Value
from prodash.model.names.names import fold

K = TypeVar("K", bound=Hashable)

Names: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The stage, the workflows and the projects of a track."""


class Mention(NamedTuple):
    """The name of a stage, workflow or project in a track's file, and its position there."""

    field: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Track:
    """One piece of music.

    stage, workflows, projects  ids once the track is part of a catalogue; unknown names stay as written
    mentions                    the names of stages, workflows and projects as written in the file
    custom                      the custom fields that have a value
    keys                        all keys in the file, even those without a value
    other_keys                  the keys of custom fields, with their positions in the file
    due_time                    what the file has behind the day of its due date, such as ` 18:00`; it counts nowhere
    """

    id: str
    path: str
    title: str
    stage: str = ""
    workflows: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    due: date | None = None
    notes: str = ""
    custom: Mapping[str, Value] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    keys: frozenset[str] = frozenset()
    other_keys: tuple[OtherKey, ...] = ()
    due_time: str = ""

    @property
    def names(self) -> Names:
        """The track's stage, workflows and projects."""
        return self.stage, self.workflows, self.projects

    def with_names(self, names: Names) -> "Track":
        """The track with *names* as its stage, workflows and projects."""
        if names == self.names:
            return self
        stage, workflows, projects = names
        return replace(self, stage=stage, workflows=workflows, projects=projects)

    def for_one_use(self) -> "Track":
        """An equal track of which nothing is kept after its use, as where each of many is printed once."""
        return self

    def names_in_file(self, field_name: str) -> tuple[str, ...]:
        """The names in *field_name*, as written in the file."""
        return tuple(mention.text for mention in self.mentions_in(field_name))

    def location_of(self, mention: Mention) -> Location:
        """The location of *mention*."""
        return Location(self.path, mention.line, mention.column)

    def mentions_in(self, field_name: str) -> tuple[Mention, ...]:
        """The mentions in *field_name*, in the order of the file."""
        return tuple(mention for mention in self.mentions if mention.field == field_name)


Condition = Callable[[Track], bool]
"""What a filter asks of one track."""


class Alike(NamedTuple):
    """Tracks with the same stage, workflows, projects and due date: one of them, and the positions of all."""

    sample: Track
    positions: Sequence[int]


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

    @cached_property
    def alike(self) -> Sequence[Alike]:
        """All tracks, in groups of those that are alike."""
        groups: dict[tuple[Names, date | None], list[int]] = {}
        for position, track in enumerate(self):
            groups.setdefault((track.names, track.due), []).append(position)
        return [Alike(self[positions[0]], positions) for positions in groups.values()]

    def at(self, positions: Iterable[int]) -> "Tracks":
        """The tracks at *positions*."""
        return Tracks(map(self._tracks.__getitem__, positions))

    def at_paths(self, paths: Container[str]) -> "Tracks":
        """The tracks in the files at *paths*."""
        return self.at([position for position, path in enumerate(self.paths) if path in paths])

    def which(self, condition: Condition) -> "Tracks":
        """The tracks that meet *condition*."""
        return self.at([position for position, track in enumerate(self) if condition(track)])

    def which_alike(self, condition: Condition) -> "Tracks":
        """The tracks that meet *condition*, which must give the same answer for tracks that are alike."""
        found = [group.positions for group in self.alike if condition(group.sample)]
        if len(found) == len(self.alike):
            return self
        return self.at(sorted(position for positions in found for position in positions))

    def counts(self, values_of: Callable[[Track], Iterable[K]]) -> Counter[K]:
        """How many tracks have each value that *values_of* gives, the same ones for tracks that are alike."""
        counts = Counter[K]()
        for sample, positions in self.alike:
            for value in values_of(sample):
                counts[value] += len(positions)
        return counts

    def by_rank(self, rank_of: Callable[[Track], Any]) -> list[Track]:
        """The tracks in the order of what *rank_of* gives, the same for tracks that are alike, then of title and path."""
        positions_by_rank: dict[Any, list[int]] = {}
        for sample, positions in self.alike:
            positions_by_rank.setdefault(rank_of(sample), []).extend(positions)
        ranked = (self.at(positions) for _, positions in sorted(positions_by_rank.items()))
        return [track for alike in ranked for track in sorted(alike, key=_title_and_path)]

    def custom_keys(self) -> Counter[tuple[str, ...]]:
        """How many tracks have these custom fields in their files, in order of appearance."""
        return Counter(tuple(track.custom) for track in self)

    def keys_in_files(self) -> Counter[frozenset[str]]:
        """How many tracks have all these keys in their files, with a value or without, in order of appearance."""
        return Counter(track.keys for track in self)

    def with_names(self, new_names: Callable[[Names], Names]) -> "Tracks":
        """The tracks with what *new_names* gives for their stages, workflows and projects."""
        return Tracks(track.with_names(new_names(track.names)) for track in self)


def _title_and_path(track: Track) -> tuple[str, str]:
    return fold(track.title), track.path


def title_or_count(titles: Sequence[str]) -> str:
    """The tracks with these *titles*, as a sentence names them: the title of one, or how many they are."""
    return titles[0] if len(titles) == 1 else f"{len(titles):,} tracks"
