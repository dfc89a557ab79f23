"""Where hints: what a condition probably means whose field or value no track has."""

from collections.abc import Iterator

from prodash.errors import ProdashError, UnknownNameError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import DERIVED, TRACK_FIELDS
from prodash.model.catalogue.order import as_number, order_key
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar
from prodash.model.select.where import Clause

_MAX_VALUES = 8
"""The most values that a message lists."""


def unknown_field(catalogue: Catalogue, key: str) -> ProdashError:
    """The error that no track has the field *key*."""
    if source := DERIVED.get(key):
        options = {"due": "--due WHEN, or --where with due", "stage": "--stage NAME"}
        return UsageError(
            f"--where: the column {key} follows from the field {source}; write {options[source]}"
        )
    custom = {own for track in catalogue.tracks for own in track.custom}
    names = {match_key(name): name for name in ("id", "path", *sorted(TRACK_FIELDS), *sorted(custom))}
    return UnknownNameError("field", key, similar(key, names, names.__getitem__), sorted(custom))


def value_hint(catalogue: Catalogue, clause: Clause) -> str:
    """The end of a message that no track meets *clause*: the values that are like it, or all if they are few.

    Of numbers it is the least and the greatest.
    """
    if clause.symbol in {"", "!", "!="}:
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
    value = track.title if key == "title" else track.custom.get(key)
    for item in value if isinstance(value, tuple) else (value,):
        if item not in (None, ""):
            yield item
