"""Occurrences: where the tracks have a custom field, or a part of one, and in which spelling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from prodash.errors import RefusedError, UnknownNameError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.names import field_key, match_key, unquoted
from prodash.model.names.similar import similar
from prodash.model.plan.change import SetValue

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead into mappings and lists."""


class Occurrence(NamedTuple):
    """The keys of one mapping of a track that mean the same field; `path` leads to the mapping, () is the track itself."""

    track: Track
    path: Path
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()


def require_field(catalogue: Catalogue, text: str) -> CustomField:
    """The custom field, or the part of one, that *text* names in any spelling.

    Raises UnknownNameError, and UsageError for a field of prodash's own.
    """
    fields = custom_fields_of(catalogue)
    if field := fields.find(text):
        return field
    name = unquoted(text)
    if name.casefold() in TRACK_FIELDS or catalogue.stage_line.is_called(name):
        raise UsageError(f"{name.casefold()!r} is a field of prodash's own, and no custom field")
    names = {match_key(field.full_name): field.full_name for field in fields.all}
    raise UnknownNameError("field", name, similar(name, names, names.__getitem__), sorted(names.values()))


def require_all_read(catalogue: Catalogue, field: CustomField) -> None:
    """Raise RefusedError if a track cannot be read: it may have *field* too."""
    reason = f"it could not be read, so it may have {field.full_name!r}; 'prodash check' says why"
    if catalogue.unread:
        raise RefusedError([(path, reason) for path in catalogue.unread])


def occurrences_of(catalogue: Catalogue, field: CustomField, other: str = "") -> Iterator[Occurrence]:
    """Where tracks have *field*, in the order of the catalogue; each with the keys beside it that mean *other*."""
    return occurrences_in(catalogue.tracks, field, other)


def occurrences_in(tracks: Iterable[Track], field: CustomField, other: str = "") -> Iterator[Occurrence]:
    """Where *tracks* have *field*, in their order; each with the keys beside it that mean *other*."""
    steps = (field.name, *field.path)
    for track in tracks:
        for path, names in _mappings(track, steps[:-1]):
            if keys := _meaning(names, steps[-1]):
                yield Occurrence(track, path, keys, _meaning(names, other) if other else ())


def _mappings(track: Track, steps: Sequence[str]) -> Iterator[tuple[Path, Sequence[str]]]:
    """The mappings of *track* to which *steps* lead, each with its keys; without steps its custom fields."""
    if not steps:
        yield (), sorted(track.keys - TRACK_FIELDS)
        return
    for key in _meaning(sorted(track.keys - TRACK_FIELDS), steps[0]):
        yield from _inside(track.custom.get(key), (key,), steps[1:])


def _inside(value: Value, path: Path, steps: Sequence[str]) -> Iterator[tuple[Path, Sequence[str]]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _inside(item, (*path, number), steps)
    elif isinstance(value, Mapping):
        if not steps:
            yield path, tuple(value)
        for key in _meaning(value, steps[0]) if steps else ():
            yield from _inside(value[key], (*path, key), steps[1:])


def _meaning(names: Sequence[str] | Mapping[str, Value], wanted: str) -> tuple[str, ...]:
    """Those of *names* that are spellings of *wanted*."""
    key = field_key(wanted)
    return tuple(name for name in names if field_key(name) == key)


def value_at(track: Track, path: Path) -> Value:
    """The value of *track* to which *path* leads."""
    value: Value = track.custom
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step]
    return value


def change_at(
    track: Track, path: Path, before: Value, after: Value, written: tuple[str, ...] | None = None
) -> SetValue:
    """The change of the value of *track* to which *path* leads."""
    name = ".".join(step for step in path if isinstance(step, str))
    change = SetValue.in_track(track, name, before, after, written)
    return replace(change, keys=path) if len(path) > 1 else change
