"""A track from the index, whose details and places are decoded on first access."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.track import Mention, Names, Track
from prodash.model.catalogue.value import Value


class TrackPlaces(NamedTuple):
    """The keys and names of a track with their places in the file, which fewer commands need than its details."""

    mentions: tuple[Mention, ...]
    keys: frozenset[str]
    other_keys: tuple[OtherKey, ...]


class TrackDetails(NamedTuple):
    """The fields of a track that few commands need; `read_places` gives its places.

    digest   that of the bytes that the track was read from; "" if they were not in the index
    """

    notes: str
    custom: Mapping[str, Value]
    due_time: str
    read_places: Callable[[], TrackPlaces]
    digest: str = ""


class LazyTrack(Track):
    """A track that decodes its details and its places on first access; it equals any `Track` with the same fields."""

    __slots__ = ("_read_details", "_read_places")

    _read_details: Callable[[], TrackDetails]
    _read_places: Callable[[], TrackPlaces]

    @classmethod
    def of(
        cls,
        identifier: str,
        path: str,
        title: str,
        names: Names,
        due: date | None,
        read_details: Callable[[], TrackDetails],
    ) -> "LazyTrack":
        """A track with these fields; *read_details* is called once, on first access to a detail."""
        track = object.__new__(cls)
        stage, workflows, projects = names
        _put_id(track, identifier)
        _put_path(track, path)
        _put_title(track, title)
        _put_stage(track, stage)
        _put_workflows(track, workflows)
        _put_projects(track, projects)
        _put_due(track, due)
        _put_read_details(track, read_details)
        return track

    def with_names(self, names: Names) -> Track:
        """The track with other *names*; its details stay undecoded."""
        if not hasattr(self, "_read_details"):
            # `dataclasses.replace` has made this track, with all its fields.
            return super().with_names(names)
        return LazyTrack.of(self.id, self.path, self.title, names, self.due, self._read_details)

    def was_read_from(self, digest: str) -> bool:
        """Whether the track was certainly read from bytes with this *digest*."""
        return hasattr(self, "_read_details") and self._read_details().digest == digest

    def for_one_use(self) -> Track:
        """An equal track, which takes what it decodes with it when it goes; this one if that has decoded it already."""
        try:
            _get_custom(self)
        except AttributeError:
            return LazyTrack.of(self.id, self.path, self.title, self.names, self.due, self._read_details)
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Track):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Track.__match_args__)

    __hash__ = Track.__hash__

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Python calls this for a slot that has no value yet.
            if name in {"notes", "custom", "due_time", "_read_places"}:
                notes, custom, due_time, read_places, _ = self._read_details()
                _put_notes(self, notes)
                _put_custom(self, custom)
                _put_due_time(self, due_time)
                _put_read_places(self, read_places)
            elif name in TrackPlaces._fields:
                mentions, keys, other_keys = self._read_places()
                _put_mentions(self, mentions)
                _put_keys(self, keys)
                _put_other_keys(self, other_keys)
            else:
                raise AttributeError(name)
            return getattr(self, name)


# Slot setters bypass the frozen dataclass; they are fast, and every command makes up to ten thousand tracks.
_put_id, _put_path, _put_title, _put_stage, _put_workflows, _put_projects, _put_due = (
    vars(Track)[name].__set__ for name in ("id", "path", "title", "stage", "workflows", "projects", "due")
)
_put_notes, _put_custom, _put_due_time = (
    vars(Track)[name].__set__ for name in ("notes", "custom", "due_time")
)
_put_mentions, _put_keys, _put_other_keys = (vars(Track)[name].__set__ for name in TrackPlaces._fields)
_put_read_details, _put_read_places = (
    vars(LazyTrack)[name].__set__ for name in ("_read_details", "_read_places")
)
_get_custom = vars(Track)["custom"].__get__
