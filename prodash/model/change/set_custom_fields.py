"""Setting custom fields: assignments to keys that the user invented, which hold one value or a list."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.change.assignment import Assignment
from prodash.model.change.declared_values import declaration_of
from prodash.model.names.names import loose_key, match_key
from prodash.model.plan.change import SetValue


def custom_field_setter(
    catalogue: Catalogue, field: str, assignments: Sequence[Assignment]
) -> Callable[[Track], SetValue | str]:
    """A function from a track to the change that *assignments* to one custom field make, or the reason why not.

    Raises UnknownNameError for an item to remove that no track has.
    """
    if "-=" in {assignment.operator for assignment in assignments}:
        _require_items(catalogue, field, assignments)

    declared = declaration_of(catalogue, field)
    is_declared_list = declared is not None and declared.list

    # The field is a list if any track has a list there, or if no track has a value yet.
    @cache
    def is_list() -> bool:
        if is_declared_list:
            return True
        kinds = {type(value) for track in catalogue.tracks if (value := track.custom.get(field)) is not None}
        return not kinds or tuple in kinds

    return lambda track: _change_or_reason(track, field, assignments, is_list, always_list=is_declared_list)


def _require_items(catalogue: Catalogue, field: str, assignments: Sequence[Assignment]) -> None:
    from prodash.model.names.similar import similar

    if not catalogue.has_key(field) and all(a.operator == "-=" for a in assignments):
        from prodash.model.where.hints import unknown_field

        raise unknown_field(catalogue, field)
    texts = {as_text(item) for track in catalogue.tracks for item in _items(track.custom.get(field))}
    texts |= {name for a in assignments if a.operator == "+=" for name in a.names}
    by_key = {loose_key(text): text for text in sorted(texts)}
    for name in (name for a in assignments if a.operator == "-=" for name in a.names):
        if loose_key(name) not in by_key:
            like = similar(name, by_key, by_key.__getitem__)
            raise UnknownNameError(f"value of {field}", name, like, sorted(texts))


def _change_or_reason(
    track: Track,
    field: str,
    assignments: Sequence[Assignment],
    is_list: Callable[[], bool],
    *,
    always_list: bool = False,
) -> SetValue | str:
    (*_, last) = assignments
    current = _without_empty_items(track.custom.get(field))
    before = _before(track, field, current)
    if last.operator == "=" and not last.value:
        return SetValue.in_track(track, field, before, None)
    if not _is_flat(current):
        return f"{field} has nested or empty values; change it by hand"
    if last.operator == "=" and not (always_list or isinstance(current, tuple)):
        after = typed_like(current, last.value)
        return SetValue.in_track(track, field, before, after, last.value)
    items = tuple(map(as_text, _items(current)))
    if reason := _why_not_a_list(field, current, is_list) or _why_ambiguous(field, items, assignments):
        return reason
    return _list_change(track, field, current, assignments)


def _list_change(track: Track, field: str, current: Value, assignments: Sequence[Assignment]) -> SetValue:
    """The change that *assignments* make to the items of *current*; items that stay keep their type."""
    values = {as_text(value): value for value in _items(current)}
    texts = tuple(map(as_text, _items(current)))
    for assignment in assignments:
        texts = _items_after(texts, assignment)
    before = _before(track, field, current)
    if texts == tuple(values) and assignments[-1].operator != "=":
        return SetValue.in_track(track, field, before, before)
    if before is None and not texts:
        return SetValue.in_track(track, field, None, None)
    after = tuple(values.get(text, parse_scalar(text)) for text in texts)
    return SetValue.in_track(track, field, before, after, texts)


def custom_field_change(track: Track, field: str, value: Value) -> SetValue | str:
    """The change that gives a custom field *value*, or the reason why it cannot; None removes the key."""
    current = track.custom.get(field)
    before = _before(track, field, current)
    if value is None:
        return SetValue.in_track(track, field, before, None)
    if not (_is_flat(current) and _is_flat(value)) or None in _items(value):
        return f"{field} has nested or empty values; change it by hand"
    if isinstance(current, tuple) and not isinstance(value, tuple):
        return f"{field} is a list in this track; change it by hand"
    written = tuple(map(as_text, value)) if isinstance(value, tuple) else as_text(value)
    return SetValue.in_track(track, field, before, value, written)


def _before(track: Track, field: str, current: Value) -> Value:
    """The value before the change: None without the key, an empty text for a key without a value."""
    if field not in track.keys:
        return None
    return "" if current is None else current


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


def _why_not_a_list(field: str, current: Value, is_list: Callable[[], bool]) -> str:
    """The reason why the field cannot be a list in this track; empty if it can."""
    if isinstance(current, int | float):
        return f"{field} holds one value ({as_text(current)}), not a list; write {field}=VALUE"
    if current is None and not is_list():
        return f"{field} holds one value in other tracks, not a list; write {field}=VALUE"
    return ""


def _is_flat(value: Value) -> bool:
    """Whether *value* is a single value or a list of single values, without nested mappings or lists."""
    inner = value if isinstance(value, tuple) else (value,)
    return not isinstance(value, Mapping) and not any(isinstance(item, tuple | Mapping) for item in inner)


def _items_after(texts: tuple[str, ...], assignment: Assignment) -> tuple[str, ...]:
    names = dict.fromkeys(assignment.names)
    if assignment.operator == "+=":
        return texts + tuple(name for name in names if name not in texts)
    if assignment.operator == "-=":
        removed = {match for name in names if (match := _matching_item(name, texts)) is not None}
        return tuple(text for text in texts if text not in removed)
    return tuple(names)


def _why_ambiguous(field: str, texts: tuple[str, ...], assignments: Sequence[Assignment]) -> str:
    """The reason why an item to remove could be several of *texts*; empty if it could not."""
    for name in (name for a in assignments if a.operator == "-=" for name in a.names):
        alike = [text for text in dict.fromkeys(texts) if loose_key(text) == loose_key(name)]
        if alike and _matching_item(name, texts) is None:
            return f"{name!r} could be {' or '.join(map(repr, alike))}; write {field}-= with one of them"
    return ""


def _matching_item(name: str, texts: tuple[str, ...]) -> str | None:
    """The item equal to *name*, else the only one equal when case, punctuation and perhaps accents are ignored."""
    if name in texts:
        return name
    for key in (match_key, loose_key):
        if alike := {text for text in texts if key(text) == key(name)}:
            return alike.pop() if len(alike) == 1 else None
    return None
