"""Difference: what a track's file said and says, field by field."""

from datetime import date

from prodash.model.catalogue.fields import TRACK_TABLE
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.change.change import TRACK, Change, SetValue


def differences(before: Track | None, after: Track | None, identifier: str, path: str) -> tuple[Change, ...]:
    """The fields in which two readings of one file differ; None where it could not be read.

    Where only comments or the layout differ, or a file that cannot be read, that is the one change.
    """
    old, new = _fields_in_file(before), _fields_in_file(after)
    changes = [
        SetValue(TRACK, identifier, path, field, old.get(field), new.get(field))
        for field in dict.fromkeys([*old, *new])
    ]
    changed = tuple(change for change in changes if change.has_effect)
    return changed or (SetValue(TRACK, identifier, path, "file", "as before", "edited"),)


def _fields_in_file(track: Track | None) -> dict[str, Value]:
    """The fields that a file has, in order."""
    if track is None:
        return {}
    values: dict[str, Value] = {}
    for field in TRACK_TABLE:
        values |= track.custom if field.type == "custom" else {field.key: _as_value(getattr(track, field.key))}
    return {field: "" if value is None else value for field, value in values.items() if field in track.keys}


def _as_value(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value
