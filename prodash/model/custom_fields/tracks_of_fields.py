"""Tracks of fields: which tracks have a value in each custom field, for questions about many fields."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from prodash.model.catalogue.track import Track
from prodash.model.names.names import field_key


def tracks_by_field(tracks: Iterable[Track]) -> Callable[[str], Sequence[Track]]:
    """A function that gives those of *tracks* that have a value in the field of a name, in their order."""
    found: dict[str, list[Track]] = {}
    key_of = cache(field_key)
    for track in tracks:
        for key in dict.fromkeys(map(key_of, track.custom)):
            found.setdefault(key, []).append(track)
    return lambda name: found.get(key_of(name), ())
