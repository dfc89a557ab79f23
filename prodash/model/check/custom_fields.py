"""Custom field rules: names that prodash uses itself, and values that `fields.yaml` does not declare."""

from collections.abc import Iterator

from prodash import shell
from prodash.errors import hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import COLUMNS, TRACK_FIELDS, DeclaredField
from prodash.model.catalogue.kinds import FIELD
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, parse_scalar
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.declared import allows, declared_type, rule_of
from prodash.model.custom_fields.problems import DECLARES_LIST, FieldProblem
from prodash.model.custom_fields.value_types import TRACK
from prodash.model.names.names import caseless, match_key
from prodash.model.names.similar import similar


def taken_name(catalogue: Catalogue) -> Iterator[Problem]:
    """A custom field, declared or not, has the name of a field or a column of prodash."""
    declared = {caseless(field.id) for field in catalogue.declared_fields}
    for field in catalogue.declared_fields:
        if what := _what_has_the_name(catalogue, field.id):
            yield FieldProblem.FIELD_NAME.at(Location(FIELD.path, field.line, field.column), what=what)
    for name, (location, count) in _first_and_count(catalogue).items():
        if caseless(name) not in declared:
            yield FieldProblem.FIELD_NAME.at(location, what=_what_has_the_name(catalogue, name, count))


def _what_has_the_name(catalogue: Catalogue, name: str, tracks: int = 1) -> str:
    """What of prodash has the *name* of a custom field of so many *tracks*, and what to do; empty if nothing has."""
    if caseless(name) in TRACK_FIELDS or catalogue.stage_line.is_called(name):
        return f"{name!r} is a field of prodash itself, which nothing else declares; delete the entry"
    if caseless(name) not in COLUMNS:
        return ""
    of_tracks = f" of {tracks} tracks" if tracks > 1 else ""
    return f"the field {name!r}{of_tracks} has the name of a column; in commands, write {f'custom.{name}'!r}"


def _first_and_count(catalogue: Catalogue) -> dict[str, tuple[Location, int]]:
    """Each custom field with the name of a column: where the first track has it, and how many have it."""
    found: dict[str, tuple[Location, int]] = {}
    for track in catalogue.tracks:
        for name in track.custom:
            if caseless(name) in COLUMNS:
                location, count = found.get(name) or (_location(track, (name,)), 0)
                found[name] = (location, count + 1)
    return found


def undeclared_value(catalogue: Catalogue) -> Iterator[Problem]:
    """A value is of another type than `fields.yaml` declares, or not among the values that it allows."""
    fields = custom_fields_of(catalogue)
    for declared in catalogue.declared_fields:
        yield from _contradictions(declared)
        field = fields.find(declared.id)
        if field and fields.declared(field) is declared and caseless(declared.id) not in TRACK_FIELDS:
            for track in fields.tracks_with(field.name):
                value = field.value_in(track)
                if value not in (None, "", ()) and (problem := _problem(track, field, declared, value)):
                    yield problem


def _contradictions(declared: DeclaredField) -> Iterator[Problem]:
    """A problem for each allowed value of *declared* that is not of its type."""
    without_values = declared._replace(values=())
    for text in declared.values:
        if not allows(without_values, parse_scalar(text)):
            data = {"key": f"a value of {declared.id}", "text": repr(text)}
            location = Location(FIELD.path, declared.line, declared.column)
            yield FieldProblem.FIELD_VALUE.at(location, rule=rule_of(without_values, text), **data)


def _problem(track: Track, field: CustomField, declared: DeclaredField, value: Value) -> Problem | None:
    """What is wrong with the *value* of *field* in *track*; None if it agrees with what is *declared*."""
    is_restricted = bool(declared.type or declared.values or declared.list)
    if rule := _wrong_shape(declared, value) if is_restricted else "":
        text = "a list" if isinstance(value, tuple) else repr(as_text(value))
    else:
        wrong = [item for item in items_of(value) if not allows(declared, item)]
        if not wrong:
            return None
        text, rule = repr(as_text(wrong[0])), rule_of(declared, as_text(wrong[0]))
    data = {"key": field.full_name, "text": text, "rule": rule}
    return FieldProblem.FIELD_VALUE.at(_location(track, field.spellings), FIELD.path, **data)


def _wrong_shape(declared: DeclaredField, value: Value) -> str:
    """What `fields.yaml` says of a list where one value should be, or of a text with commas for a list; empty if neither."""
    if isinstance(value, tuple):
        return "" if declared.list else "declares a single value"
    if declared.list and isinstance(value, str) and "," in value and value not in declared.values:
        return f"{DECLARES_LIST}; {shell.command('prodash', 'fields', 'split', declared.id)} makes one"
    return ""


def unknown_track(catalogue: Catalogue) -> Iterator[Problem]:
    """A field that `fields.yaml` declares to name tracks names one that is not there."""
    declared = [field for field in catalogue.declared_fields if declared_type(field) is TRACK]
    if not declared or catalogue.unread:
        return
    ids = {match_key(track.id): track.id for track in catalogue.tracks}
    known = {track.id for track in catalogue.tracks}
    fields = custom_fields_of(catalogue)
    for field in filter(None, (fields.find(one.id) for one in declared)):
        for track in fields.tracks_with(field.name):
            for text in map(as_text, field.items_in(track)):
                if text not in known:
                    near = hint(similar(text, ids, ids.__getitem__))
                    data = {"key": field.full_name, "text": repr(text), "hint": near}
                    yield FieldProblem.UNKNOWN_TRACK.at(_location(track, field.spellings), **data)


def _location(track: Track, names: tuple[str, ...]) -> Location:
    """Where *track* has the first of the keys *names* that it has."""
    keys = {key.text: key for key in track.other_keys}
    key = next((keys[name] for name in names if name in keys), None)
    return Location(track.path, key.line, key.column) if key else Location(track.path)


CUSTOM_FIELD_RULES = (taken_name, undeclared_value, unknown_track)
"""The rules about custom fields; all problems that they find are warnings."""
