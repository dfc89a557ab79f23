"""Setting custom fields: assignments to keys that the user invented, which hold one value or a list."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from prodash import shell
from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.change.assignment import Assignment
from prodash.model.change.declared_values import declaration_of
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.list_items import items_after, why_ambiguous
from prodash.model.names.names import loose_key
from prodash.model.plan.change import SetValue
from prodash.model.plan.place import Place, place_in, place_of_key

_PLAIN = re.compile(r"\w[\w .&'()/-]*")
"""Items that need no quotes in YAML."""


def custom_field_setter(
    catalogue: Catalogue, field: CustomField, assignments: Sequence[Assignment]
) -> Callable[[Track], SetValue | str]:
    """A function from a track to the change that *assignments* to one custom field make, or the reason why not.

    Each track keeps its spelling of the field.  Raises UnknownNameError for an item to remove that no track has.
    """
    if "-=" in {assignment.operator for assignment in assignments}:
        _require_items(catalogue, field, assignments)

    declared = declaration_of(catalogue, field.full_name)
    is_declared_list = declared is not None and declared.list

    # The field is a list if any track has a list there, or if no track has a value yet.
    @cache
    def is_list() -> bool:
        if is_declared_list:
            return True
        kinds = {type(value) for track in catalogue.tracks if (value := field.value_in(track)) is not None}
        return not kinds or tuple in kinds

    def change(track: Track) -> SetValue | str:
        typed = assignments[0].field
        # In a track with two spellings, this is how to be rid of one.
        clears_one = typed in track.keys and assignments[-1].clears
        place = place_of_key(track, typed) if clears_one else place_in(catalogue, track, field)
        if isinstance(place, str):
            return place
        return _change_or_reason(place, assignments, is_list, always_list=is_declared_list)

    return change


def _require_items(catalogue: Catalogue, field: CustomField, assignments: Sequence[Assignment]) -> None:
    from prodash.model.names.similar import similar

    texts = {as_text(item) for track in catalogue.tracks for item in field.items_in(track)}
    texts |= {name for a in assignments if a.operator == "+=" for name in a.names}
    by_key = {loose_key(text): text for text in sorted(texts)}
    parts = {loose_key(part) for text in texts for part in text.split(",")}
    for name in (name for a in assignments if a.operator == "-=" for name in a.names):
        if loose_key(name) not in by_key and loose_key(name) not in parts:
            like = similar(name, by_key, by_key.__getitem__)
            raise UnknownNameError(f"value of {field.full_name}", name, like, sorted(texts))


def _change_or_reason(
    place: Place, assignments: Sequence[Assignment], is_list: Callable[[], bool], *, always_list: bool
) -> SetValue | str:
    (*_, last) = assignments
    if last.clears:
        return place.change(None)
    if last.literal is not None:
        return _exact_change(place, last.literal)
    place = place._replace(value=_without_empty_items(place.value))
    if not _is_flat(place.value):
        return f"{place.name} has nested or empty values; change it by hand"
    if last.operator == "=" and not (always_list or isinstance(place.value, tuple)):
        return place.change(typed_like(place.value, last.value), last.value)
    if reason := _why_not_a_list(place, is_list) or _why_text_with_commas(place, assignments):
        return reason
    items = tuple(map(as_text, _items(place.value)))
    removed = [name for a in assignments if a.operator == "-=" for name in a.names]
    return why_ambiguous(place.name, items, removed) or _list_change(place, assignments)


def _list_change(place: Place, assignments: Sequence[Assignment]) -> SetValue:
    """The change that *assignments* make to the items of a list; items that stay keep their type."""
    values = {as_text(value): value for value in _items(place.value)}
    texts = tuple(map(as_text, _items(place.value)))
    for assignment in assignments:
        texts = items_after(texts, assignment.operator, assignment.names)
    if texts == tuple(values) and assignments[-1].operator != "=":
        return place.change(place.before)
    if place.before is None and not texts:
        return place.change(None)
    return place.change(tuple(values.get(text, parse_scalar(text)) for text in texts), texts)


def _exact_change(place: Place, value: Value) -> SetValue | str:
    """The change to exactly *value*, one value or a list of them, or the reason why it cannot."""
    if not _is_flat(place.value):
        return f"{place.name} has nested values; change it by hand"
    return place.change(value, _texts(value), is_exact=True)


def custom_field_change(place: Place, value: Value) -> SetValue | str:
    """The change that gives a custom field *value*, or the reason why it cannot; None removes the key."""
    if value is None:
        return place.change(None)
    if not (_is_flat(place.value) and _is_flat(value)) or None in _items(value):
        return f"{place.name} has nested or empty values; change it by hand"
    if isinstance(place.value, tuple) and not isinstance(value, tuple):
        return f"{place.name} is a list in this track; change it by hand"
    becomes_list = isinstance(value, tuple) and not isinstance(place.value, tuple)
    return place.change(value, _texts(value), is_exact=becomes_list)


def _texts(value: Value) -> str | tuple[str, ...]:
    return tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)


def _without_empty_items(value: Value) -> Value:
    """*value* without the nulls of a list, which prodash ignores in every list."""
    return tuple(item for item in value if item is not None) if isinstance(value, tuple) else value


def _items(value: Value) -> tuple[Value, ...]:
    """The items of a list; a single value is a list of one, None or an empty text is an empty list."""
    if isinstance(value, tuple):
        return value
    return () if value is None or value == "" else (value,)


def typed_like(current: Value, text: str) -> Value:
    """*text* as YAML reads it after the edit: a string if *current* is in quotes, because the quotes stay."""
    return text if isinstance(current, str) and parse_scalar(current) != current else parse_scalar(text)


def _why_not_a_list(place: Place, is_list: Callable[[], bool]) -> str:
    """The reason why the field cannot be a list in this track; empty if it can."""
    name, value = place.name, place.value
    if isinstance(value, int | float):
        return f"{name} holds one value ({as_text(value)}), not a list; write {name}=VALUE"
    if value is None and not is_list():
        return f"{name} holds one value in other tracks, not a list; write {name}=VALUE"
    return ""


def _why_text_with_commas(place: Place, assignments: Sequence[Assignment]) -> str:
    """The reason why the items of a text such as `Ann, Ben` cannot change, with what would; empty if it is no such text."""
    if not isinstance(place.value, str) or "," not in place.value or assignments[-1].operator == "=":
        return ""
    items: tuple[str, ...] = tuple(filter(None, map(str.strip, place.value.split(","))))
    for assignment in assignments:
        items = items_after(items, assignment.operator, assignment.names)
    split = shell.command("prodash", "fields", "split", place.name)
    as_list = shell.join([f"{place.name}:=[{', '.join(map(_as_yaml, items))}]"])
    return f"{place.name} is one text, {place.value!r}, not a list; to split it in all tracks, run {split}; here, write {as_list}"


def _as_yaml(item: str) -> str:
    return item if _PLAIN.fullmatch(item) else json.dumps(item, ensure_ascii=False)


def _is_flat(value: Value) -> bool:
    """Whether *value* is a single value or a list of single values, without nested mappings or lists."""
    inner = value if isinstance(value, tuple) else (value,)
    return not isinstance(value, Mapping) and not any(isinstance(item, tuple | Mapping) for item in inner)
