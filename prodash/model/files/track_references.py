"""Track references: the fields of other tracks that name a track by its id, which follow when it gets another id."""

from collections.abc import Iterator

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import declared_type
from prodash.model.custom_fields.value_types import TRACK as TRACK_TYPE
from prodash.model.plan.change import TRACK, Change, RenameItems, SetValue


def reference_changes(catalogue: Catalogue, old: str, new: str) -> tuple[Change, ...]:
    """The changes of all fields of the type `track` that name the track *old*, so that they name *new*.

    Raises RefusedError for each track whose value is too deep to be changed.
    """
    fields = custom_fields_of(catalogue)
    declared = [field for field in catalogue.declared_fields if declared_type(field) is TRACK_TYPE]
    found = [field for one in declared if (field := fields.find(one.id))]
    refused: list[tuple[str, str]] = []
    changes = [change for field in found for change in _changes(catalogue, field, old, new, refused)]
    if refused:
        raise RefusedError(refused)
    return tuple(changes)


def _changes(
    catalogue: Catalogue, field: CustomField, old: str, new: str, refused: list[tuple[str, str]]
) -> Iterator[Change]:
    for track in catalogue.tracks:
        for key in field.spellings:
            value = track.custom.get(key)
            if old not in map(as_text, items_of(value)):
                continue
            if field.path or not _is_flat(value):
                refused.append(
                    (track.path, f"{field.full_name} names {old!r} in a list in a list; change it by hand")
                )
            else:
                yield _change(track, key, value, old, new)


def _is_flat(value: Value) -> bool:
    return not isinstance(value, tuple) or not any(isinstance(item, tuple) or item is None for item in value)


def _change(track: Track, key: str, value: Value, old: str, new: str) -> Change:
    if isinstance(value, tuple):
        names = tuple(new if name == old else name for name in map(as_text, value))
        return RenameItems(TRACK, track.id, track.path, key, value, names, names)
    return SetValue.in_track(track, key, value, new, new)
