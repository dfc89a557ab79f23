"""Replacing text: the plan that puts a new text in place of an old one, wherever a field has it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prodash.errors import RefusedError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY, TRACK_FIELDS, type_of
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.change.declared_values import why_not_allowed
from prodash.model.change.new_keys import why_not_added
from prodash.model.change.set_custom_fields import custom_field_change, typed_like
from prodash.model.change.set_text import text_change, text_in_file
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.names.characters import CONTROL_CHARACTERS, has_any
from prodash.model.plan.change import TRACK, Change, RenameItems, SetValue
from prodash.model.plan.place import Place, place_in
from prodash.model.plan.plan import ChangePlan, changed_title_or_count
from prodash.model.plan.replacement import Replacement, Substitute, require_text
from prodash.model.select.select import Selected
from prodash.model.where.fields import find_field

_ADVICE = "write one without repeats inside repeats, or leave out --regex"
FieldMeant = str | CustomField
"""A field that prodash knows, by name, or a custom one."""


def plan_replace(catalogue: Catalogue, selected: Selected, replacement: Replacement) -> ChangePlan:
    """The plan that makes the *replacement* in each of the *selected* tracks.

    Raises UnknownNameError for a field that no track has, and RefusedError with a reason for every track that cannot be
    changed.
    """
    fields = _fields_meant(catalogue, replacement.fields)
    refused = selected.refused
    changes: list[Change] = []
    for track in selected.tracks:
        for field in fields:
            change = _change_or_reason(catalogue, track, field, replacement.substitute)
            if isinstance(change, str):
                refused.append((track.path, change))
            elif change and (reason := why_not_allowed(catalogue, change)):
                refused.append((track.path, reason))
            elif change:
                changes.append(change)
    if refused:
        raise RefusedError(refused)
    where = changed_title_or_count(selected.tracks, changes)
    what = f"Replace {replacement.old} with {replacement.new or 'nothing'} in {where}"
    return ChangePlan(what, tuple(change for change in changes if change.has_effect) or tuple(changes))


def why_unchanged(catalogue: Catalogue, replacement: Replacement, tracks: Sequence[Track]) -> str:
    """Why *tracks* stay as they are: they lack the text, or have it with other capitals, or the new text is the same."""
    count = "1 track" if len(tracks) == 1 else f"{len(tracks):,} tracks"
    fields = _fields_meant(catalogue, replacement.fields)
    texts = [[*_texts(track, fields)] for track in tracks]
    if found := sum(any(map(replacement.finds, of_track)) for of_track in texts):
        return f"{replacement.old!r} is in {found:,} of {count}, but {replacement.new!r} in its place changes nothing"
    in_other_case = any(
        map(replacement.finds_in_other_case, (text for of_track in texts for text in of_track))
    )
    end = " with these capitals; --ignore-case finds it" if in_other_case else ""
    return f"{replacement.old!r} is not in the {' or '.join(replacement.fields)} of {count}{end}"


def _texts(track: Track, fields: Iterable[FieldMeant]) -> Iterator[str]:
    """The texts in the *fields* of *track*."""
    for field in fields:
        if isinstance(field, CustomField):
            yield from map(as_text, _items(field.value_in(track)))
        else:
            yield text_in_file(track, field)


def _fields_meant(catalogue: Catalogue, names: Sequence[str]) -> tuple[FieldMeant, ...]:
    """The fields that *names* mean, in any spelling.

    Raises UnknownNameError for one that no track has, UsageError for the key that names the stage.
    """
    fields: dict[str, FieldMeant] = {}
    for name in names:
        if find_field(catalogue, name) == STAGE_KEY:
            require_text(name, STAGE_KEY)
        field = name if name in TRACK_FIELDS else custom_fields_of(catalogue).find(name)
        if field is None:
            from prodash.model.where.hints import unknown_field

            raise unknown_field(catalogue, name)
        fields[field if isinstance(field, str) else field.full_name] = field
    return tuple(fields.values())


def _change_or_reason(
    catalogue: Catalogue, track: Track, field: FieldMeant, substitute: Substitute
) -> Change | str | None:
    """The change of one field, or the reason why it is impossible; None if the track does not have the field.

    Raises RefusedError if an expression takes too long, as it would for other tracks.
    """
    try:
        if isinstance(field, str):
            # Without a title in its file, a track shows one that follows from its id.
            is_there = field in track.keys or field == "title"
            return _text_change(track, field, substitute) if is_there else None
        if field.path and field.value_in(track) is None:
            return None
        place = place_in(catalogue, track, field)
        return place if isinstance(place, str) else _custom_field_change(place, substitute)
    except TimeoutError:
        name = field if isinstance(field, str) else field.full_name
        raise RefusedError(
            [(track.path, f"the expression takes too long for its {name}; {_ADVICE}")]
        ) from None


def _text_change(track: Track, field: str, substitute: Substitute) -> Change | str:
    before = text_in_file(track, field)
    after = substitute(before)
    if after == before:
        return SetValue.in_track(track, field, before, before)
    if type_of(field) == "line" and not after.strip():
        return f"its {field} would be empty"
    if type_of(field) == "line" and has_any(CONTROL_CHARACTERS, after):
        return f"its {field} would be {after!r}; a {field} is one line of text"
    change = text_change(track, field, after)
    return why_not_added(track, change) or change


def _custom_field_change(place: Place, substitute: Substitute) -> Change | str | None:
    """The change of a single text, or of each text of a list; numbers count as their text."""
    if not place.is_there:
        return None
    items = _items(place.value)
    texts = tuple(map(as_text, items))
    names = tuple(map(substitute, texts))
    if names == texts:
        return place.change(place.before)
    if None in items or any(isinstance(item, tuple | Mapping) for item in items):
        return f"{place.name} has nested or empty values; change it by hand"
    if isinstance(place.value, tuple) and len(place.keys) == 1:
        track, name = place.track, place.name
        return RenameItems(TRACK, track.id, track.path, name, place.value, tuple(filter(None, names)), names)
    if isinstance(place.value, tuple):
        return custom_field_change(place, tuple(filter(None, names)))
    return custom_field_change(place, typed_like(place.value, names[0]) if names[0] else None)


def _items(value: Value) -> tuple[Value, ...]:
    """The value of a custom field as a list."""
    return value if isinstance(value, tuple) else () if value is None else (value,)
