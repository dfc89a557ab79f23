"""Where hints: what a condition probably means whose field or value no track has."""

from collections.abc import Iterable, Iterator, Sequence

from prodash.errors import UnknownNameError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import AGE, CUSTOM_PREFIX, DERIVED, MOVED, SINCE, TIMES, TRACK_FIELDS
from prodash.model.catalogue.order import as_number, order_key
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar
from prodash.model.select.where import Clause, key_in_file, split_clause

COMPARED_TIMES = (SINCE, AGE, MOVED)
"""The columns of the history that a condition may be about."""

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
    """The error that no track has the field *key*; *columns* are other names that it may mean."""
    like = _fields_like(catalogue, key, columns)
    return UnknownNameError("field", key, like, sorted(_custom_fields(catalogue)))


def field_remarks(catalogue: Catalogue, conditions: Iterable[str]) -> Iterator[str]:
    """A remark for each of *conditions* that every track meets, because none has the field, as `!irsc` for `!isrc`.

    Also one for each condition on a column of the history that has the name of a custom field.
    """
    for clause in map(split_clause, conditions):
        if clause.key in TIMES and catalogue.has_key(clause.key):
            yield f"{clause.key} is what git knows of a track; {CUSTOM_PREFIX}{clause.key} is the field in its file"
        elif clause.symbol in {"!", "!="} and is_absent(catalogue, clause.key):
            yield f"no track has {clause.key!r}{hint(_fields_like(catalogue, clause.key))}"


def is_absent(catalogue: Catalogue, key: str) -> bool:
    """Whether *key* is no field of prodash, and no track has it as a custom field."""
    return key not in {"id", "path", *TRACK_FIELDS, *TIMES} and not catalogue.has_key(key_in_file(key))


def _fields_like(catalogue: Catalogue, key: str, columns: Sequence[str] = COMPARED_TIMES) -> tuple[str, ...]:
    fields = ("id", "path", *sorted(TRACK_FIELDS), *columns, *sorted(_custom_fields(catalogue)))
    names = {match_key(name): name for name in fields}
    return similar(key, names, names.__getitem__)


def _custom_fields(catalogue: Catalogue) -> set[str]:
    return {own for track in catalogue.tracks for own in track.custom}


def value_hint(catalogue: Catalogue, clause: Clause) -> str:
    """The end of a message that no track meets *clause*: the values that are like it, or all if they are few.

    Of numbers it is the least and the greatest.  Of a field that no track has, it is the fields that are like it.
    """
    if clause.symbol != "!" and is_absent(catalogue, clause.key):
        return hint(_fields_like(catalogue, clause.key))
    if clause.symbol in {"", "!", "!="} or clause.key in TIMES:
        return ""
    values = {as_text(value): value for track in catalogue.tracks for value in _values(track, clause.key)}
    numbers = [number for value in values.values() if (number := as_number(value)) is not None]
    if numbers and len(numbers) == len(values):
        least, greatest = min(numbers), max(numbers)
        return f"; {clause.key} is {f'from {least} to {greatest}' if least < greatest else f'always {least}'}"
    keys = {match_key(text): text for text in sorted(values)}
    like = similar(clause.wanted, keys, keys.__getitem__)
    few = sorted(values, key=lambda text: order_key(values[text]) or ()) if len(values) <= _MAX_VALUES else ()
    return hint(like, few)


def _values(track: Track, key: str) -> Iterator[Value]:
    """The single values that *track* has in *key*, which may be its title or a custom field."""
    value = track.title if key == "title" else track.custom.get(key_in_file(key))
    for item in value if isinstance(value, tuple) else (value,):
        if item not in (None, ""):
            yield item
