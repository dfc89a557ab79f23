"""Place: where in the file of a track a change writes a custom field, and what is there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.names import field_key
from prodash.model.plan.change import SetValue


class Place(NamedTuple):
    """The keys that lead to a value in the file of a track: one, or several for a part of a mapping.

    value      what is there, None without one
    is_there   whether the file has the key, even without a value
    """

    track: Track
    keys: tuple[str, ...]
    value: Value
    is_there: bool

    @property
    def name(self) -> str:
        """The field as a user types it."""
        return ".".join(self.keys)

    @property
    def before(self) -> Value:
        """The value before a change: None without the key, an empty text for a key without a value."""
        if not self.is_there:
            return None
        return "" if self.value is None else self.value

    def change(
        self, after: Value, written: str | tuple[str, ...] | None = None, *, is_exact: bool = False
    ) -> SetValue:
        """The change to the value *after*; None removes the key."""
        keys = self.keys if len(self.keys) > 1 else ()
        change = SetValue.in_track(self.track, self.name, self.before, after, written)
        return replace(change, keys=keys, is_exact=is_exact) if keys or is_exact else change


def place_in(catalogue: Catalogue, track: Track, field: CustomField) -> Place | str:
    """The place of *field* in *track*, in the spelling that the track has; the reason why there is none."""
    keys = keys_of(catalogue, track, field)
    if reason := why_twins(keys):
        return reason
    key = keys[0] if keys else field.name
    return _part(track, field, key) if field.path else place_of_key(track, key)


def place_of_key(track: Track, key: str) -> Place:
    """The place of exactly *key* in *track*."""
    return Place(track, (key,), track.custom.get(key), key in track.keys)


def keys_of(catalogue: Catalogue, track: Track, field: CustomField) -> tuple[str, ...]:
    """The keys of *track* that are *field*, with or without a value, the commonest spelling first."""
    found = tuple(key for key in custom_fields_of(catalogue).spellings_of(field) if key in track.keys)
    if found or not track.keys:
        return found
    # A track that the catalogue does not have yet, such as one made from a template, may have its own spelling.
    wanted = field_key(field.name)
    return tuple(sorted(key for key in track.keys - TRACK_FIELDS if field_key(key) == wanted))


def why_twins(keys: tuple[str, ...]) -> str:
    """The reason why a track with these *keys* of one field is not changed; empty if it has one or none."""
    if not keys[1:]:
        return ""
    both = " and ".join(map(repr, keys))
    return f"it has {both}, which are one field; clear one of them first, as in {keys[-1]}="


def _part(track: Track, field: CustomField, key: str) -> Place | str:
    """The place of a part of a mapping, or the reason why the track has no mapping for it."""
    value: Value = track.custom.get(key)
    keys = [key]
    for step in field.path:
        if not isinstance(value, Mapping):
            return _why_no_mapping(".".join(keys), value, step)
        keys.append(_spelling(value, step))
        is_there = keys[-1] in value
        value = value.get(keys[-1])
    return Place(track, tuple(keys), value, is_there)


def _spelling(mapping: Mapping[str, Value], key: str) -> str:
    """*key* as *mapping* has it."""
    if key in mapping:
        return key
    return next((name for name in mapping if field_key(name) == field_key(key)), key)


def _why_no_mapping(name: str, value: Value, key: str) -> str:
    if value is None:
        return f"it has no mapping {name!r} for {key!r}; write it by hand, as in '{name}: {{{key}: VALUE}}'"
    if isinstance(value, tuple):
        return f"{name} is a list, and {key!r} could be in any of its items; change it by hand"
    return f"{name} is one value and holds no {key!r}; change it by hand"
