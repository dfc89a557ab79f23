"""Track fields: the values that a track has in its file, and how two readings of one file differ."""

from datetime import date

from prodash.model.catalogue.fields import TRACK_TABLE
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.plan.change import TRACK, Change, SetValue


def differences(before: Track | None, after: Track | None, identifier: str, path: str) -> tuple[Change, ...]:
    """The changes from *before* to *after*, two readings of one file; None is an unreadable file.

    If no field differs, the result is one change of the field "file": only comments differ, or both are unreadable.
    """
    old, new = fields_in_file(before), fields_in_file(after)
    changes = [
        SetValue(TRACK, identifier, path, field, old.get(field), new.get(field))
        for field in dict.fromkeys([*old, *new])
    ]
    changed = tuple(change for change in changes if change.has_effect)
    return changed or (SetValue(TRACK, identifier, path, "file", "as before", "edited"),)


def fields_in_file(track: Track | None) -> dict[str, Value]:
    """The values in the file, by field, in prodash's usual order."""
    if track is None:
        return {}
    values: dict[str, Value] = {}
    for field in TRACK_TABLE:
        values |= (
            track.custom if field.type == "custom" else {field.key: _as_value(getattr(track, field.key))}
        )
    return {field: "" if value is None else value for field, value in values.items() if field in track.keys}


def _as_value(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value
