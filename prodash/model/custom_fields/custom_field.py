"""Custom field: one key of the user's own, or a part of it, with the values that tracks have there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.parts import part_of
from prodash.model.names.names import field_key

_NO_VALUE: Sequence[Value] = (None, "", ())


class CustomField(NamedTuple):
    """A custom field, or a part of one that holds mappings.

    name       the spelling that most tracks have
    spellings  all spellings in the files, the commonest first
    path       the keys that lead into the mappings, such as `spotify` of `platforms.spotify`
    """

    name: str
    spellings: tuple[str, ...]
    path: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its path, as a user types it."""
        return ".".join((self.name, *self.path))

    @property
    def has_twins(self) -> bool:
        """Whether tracks spell it in several ways."""
        return len(self.spellings) > 1

    def value_in(self, track: Track) -> Value:
        """The value that *track* has, under whichever spelling; None without one."""
        custom = track.custom
        value = custom.get(self.name)
        if value in _NO_VALUE and self.has_twins:
            found = (custom.get(key) for key in self.spellings)
            value = next((other for other in found if other not in _NO_VALUE), value)
        for key in self.path:
            value = part_of(value, key)
        return value

    def items_in(self, track: Track) -> Sequence[Value]:
        """The single values that *track* has: the items of a list, or the one value."""
        return items_of(self.value_in(track))


def items_of(value: Value) -> Sequence[Value]:
    """The single values in *value*, lists in lists included; none for None."""
    if not isinstance(value, tuple):
        return () if value is None else (value,)
    return tuple(chain.from_iterable(map(items_of, value)))


def fields_by_key(names: Iterable[tuple[Sequence[str], int]]) -> Mapping[str, CustomField]:
    """The fields by key, from the groups of *names* that tracks have, each with the number of these tracks."""
    spellings: dict[str, Counter[str]] = {}
    for group, tracks in names:
        for name in group:
            spellings.setdefault(field_key(name), Counter())[name] += tracks
    return {key: _field(counts) for key, counts in spellings.items()}


def _field(counts: Counter[str]) -> CustomField:
    spellings = tuple(name for name, _ in counts.most_common())
    return CustomField(spellings[0], spellings)
