"""Differences: how the values of a row differ from those of its track, and the changes that they make."""

from collections.abc import Mapping

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import LIST_FIELDS, type_of
from prodash.model.catalogue.kinds import BY_FIELD
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.change.new_keys import why_not_added
from prodash.model.change.set_custom_fields import custom_field_change
from prodash.model.change.set_names import names_change
from prodash.model.change.set_stage import stage_change
from prodash.model.change.set_text import text_change, text_in_file
from prodash.model.names.names import title_from_id
from prodash.model.plan.change import Change, SetValue
from prodash.model.plan.place import place_of_key


def differing_keys(track: Track, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The fields and keys whose value in *values* differs from the track's."""
    return tuple(key for key, value in values.items() if not _is_same(track, key, value))


def change_to(catalogue: Catalogue, track: Track, key: str, value: Value) -> Change:
    """The change of one field or key to *value*; the stage needs one.  Raises UsageError if it is impossible."""
    planned = _change_or_reason(catalogue, track, key, value)
    if isinstance(planned, str):
        raise UsageError(f"{track.path}: {planned}")
    if reason := why_not_added(track, planned):
        raise UsageError(f"{track.path}: {reason}")
    return planned


def no_change(track: Track, key: str) -> Change:
    """A change of a field or key to its current value."""
    value = current_value(track, key)
    return SetValue.in_track(track, key, value, value)


def current_value(track: Track, key: str) -> Value:
    """The track's value of a field or key; None if it has none."""
    match type_of(key):
        case "names":
            names: tuple[str, ...] = getattr(track, key)
            return names
        case "custom":
            return track.custom.get(key)
    return text_in_file(track, key) or None


def _change_or_reason(catalogue: Catalogue, track: Track, key: str, value: Value) -> Change | str:
    match type_of(key):
        case "stage":
            return stage_change(track, catalogue.stages.get(str(value)))
        case "names":
            ids = tuple(map(as_text, value)) if isinstance(value, tuple) else ()
            return names_change(BY_FIELD[key].vocabulary_of(catalogue), track, key, [("=", ids)])
        case "custom":
            return custom_field_change(place_of_key(track, key), value)
    return text_change(track, key, as_text(value))


def _is_same(track: Track, key: str, value: Value) -> bool:
    current = current_value(track, key)
    if key == "stage" and value is None:
        return True
    if key == "title":
        return (value or title_from_id(track.id)) == current
    if type_of(key) == "date":
        return not text_change(track, key, as_text(value)).has_effect
    if key in LIST_FIELDS:
        return set(value or ()) == set(current or ())  # type: ignore[arg-type]
    return not SetValue.in_track(track, key, current, value).has_effect
