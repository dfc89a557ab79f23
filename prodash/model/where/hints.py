"""Hints: what the user probably means by a field or a value that no track has."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from prodash import shell
from prodash.errors import UnknownNameError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import AGE, CUSTOM_PREFIX, DERIVED, MOVED, SINCE, TIMES, TRACK_FIELDS
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.order import order_key
from prodash.model.custom_fields.value_types import ValueType, all_read_as, greatest_of, least_of, read_as
from prodash.model.names.similar import similar_names
from prodash.model.where.fields import FieldMeant, find_field, values_of
from prodash.model.where.grammar import ABSENT, PRESENT, Clause, split_clause

COMPARED_TIMES = (SINCE, AGE, MOVED)
"""The columns of the history that a condition may be about."""

_RANGE = re.compile(r"(\S+?)\s*(?:-|–|\sto\s)\s*(\S+)")

_NOTHING = frozenset({"none", "null", "nil", "empty", "missing"})
"""Values by which people mean that there is none."""

_MAX_VALUES = 8
"""The most values that a message lists."""


def require_no_derived(key: str) -> None:
    """Raise UsageError if *key* is a column that follows from a field."""
    if source := DERIVED.get(key):
        options = {"due": "--due WHEN, or --where with due", "stage": "--stage NAME"}
        raise UsageError(
            f"--where: the column {key} follows from the field {source}; write {options[source]}"
        )


def unknown_field(catalogue: Catalogue, key: str, columns: Sequence[str] = ()) -> UnknownNameError:
    """The error that no track has the field *key*; it may be a slip for a field or for one of *columns*."""
    like = _fields_like(catalogue, key, columns)
    return UnknownNameError("field", key, like, sorted(_custom_fields(catalogue)))


def field_remarks(catalogue: Catalogue, conditions: Iterable[str]) -> Iterator[str]:
    """A remark for each of *conditions* that probably means another field.

    - No track has its field, so that all meet it: `!irsc` for `!isrc`.
    - It is about a column of the history, and a custom field has the same name.
    """
    for clause in map(split_clause, conditions):
        if clause.field in TIMES and catalogue.has_key(clause.field):
            yield f"{clause.field} is what git knows of a track; {CUSTOM_PREFIX}{clause.field} is the field in its file"
        elif clause.sign in {ABSENT, "!="} and find_field(catalogue, clause.field) is None:
            yield f"no track has {clause.field!r}{hint(_fields_like(catalogue, clause.field))}"


def _fields_like(catalogue: Catalogue, key: str, columns: Sequence[str] = COMPARED_TIMES) -> tuple[str, ...]:
    fields = ("id", "path", *sorted(TRACK_FIELDS), *columns, *sorted(_custom_fields(catalogue)))
    return similar_names(key, fields)


def _custom_fields(catalogue: Catalogue) -> set[str]:
    fields = custom_fields_of(catalogue)
    declared = (fields.find(field.id) for field in catalogue.declared_fields)
    return {field.name for field in (*fields, *filter(None, declared)) if not field.path}


def value_hint(catalogue: Catalogue, clause: Clause, tracks: Iterable[Track]) -> str:
    """The end of a message that no track meets *clause*; empty if there is no better value to tell.

    It names the values that are like the one typed, or all if they are few; the least and the greatest of values with an
    order; similar fields if no track has the field.  *tracks* are those that the user means, without archived ones;
    the others count where these have no value, and for values that are like the one typed.
    """
    field = find_field(catalogue, clause.field)
    if field is None:
        return "" if clause.sign == ABSENT else hint(_fields_like(catalogue, clause.field))
    if clause.sign in {PRESENT, ABSENT, "!="} or field in TIMES:
        return ""
    if clause.sign == "=" and clause.value.casefold() in _NOTHING:
        return f"; for those without one, write {shell.join(['--where', f'!{clause.field}'])}"
    every = {as_text(value): value for value in _values(catalogue, field, catalogue.tracks)}
    values = {as_text(value): value for value in _values(catalogue, field, tracks)} or every
    if isinstance(field, CustomField) and (
        ends := _ends(custom_fields_of(catalogue).type_of(field), values.values())
    ):
        least, greatest = ends
        usual = f"from {least} to {greatest}" if least != greatest else f"always {least}"
        return f"; {clause.field} is {usual}{_range_hint(custom_fields_of(catalogue).type_of(field), clause)}"
    like = similar_names(clause.value, sorted(every))
    few = sorted(values, key=lambda text: order_key(values[text]) or ()) if len(values) <= _MAX_VALUES else ()
    return hint(like, few)


def _range_hint(kind: ValueType, clause: Clause) -> str:
    """How to write the range that *clause* probably means, such as `bpm=100-125`; empty if it means none."""
    ends = _RANGE.fullmatch(clause.value) if clause.sign == "=" else None
    if ends is None or not all(read_as(kind, end) for end in ends.groups()):
        return ""
    return f"; a range is {clause.field}={ends[1]}..{ends[2]}"


def _ends(kind: ValueType, values: Collection[Value]) -> tuple[str, str] | None:
    """The texts of the least and the greatest of *values*, if all of them have the order of *kind*."""
    ordered = all_read_as(kind, values)
    if not ordered or len(ordered) < len(values):
        return None
    return as_text(least_of(ordered)[1]), as_text(greatest_of(ordered)[1])


def _values(catalogue: Catalogue, field: FieldMeant, tracks: Iterable[Track]) -> Iterator[Value]:
    """The single values of a title or a custom field, in *tracks* and in `fields.yaml`; none for any other *field*."""
    if isinstance(field, CustomField):
        declared = custom_fields_of(catalogue).declared(field)
        yield from declared.values if declared else ()
    elif field != "title":
        return
    value_of = values_of(catalogue, field)
    yield from (item for track in tracks for item in items_of(value_of(track)) if item != "")
