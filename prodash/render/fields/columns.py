"""Columns: the custom fields of tracks as columns, by any spelling of their names."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_GROUP
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, is_empty
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import CustomFields, custom_fields_of
from prodash.model.custom_fields.value_types import LENGTH, NUMBER
from prodash.model.imports.cells import custom_header
from prodash.render.formats.sheet import Column


def custom_columns(catalogue: Catalogue) -> Sequence[Column[Track]]:
    """A column for each key in the files, with names as `prodash import` expects them."""

    def column(key: str) -> Column[Track]:
        return Column(custom_header(key), lambda track: track.custom.get(key), part_of=CUSTOM_GROUP)

    return tuple(map(column, dict.fromkeys(chain.from_iterable(catalogue.tracks.custom_keys()))))


def find_custom_column(catalogue: Catalogue, tracks: Sequence[Track], name: str) -> Column[Track] | None:
    """The column of the custom field that *name* means in any spelling; *tracks* are sorted as what its values are."""
    fields = custom_fields_of(catalogue)
    field = fields.find(name)
    if field is None:
        return None

    def has_numbers() -> bool:
        has_lists = any(isinstance(field.value_in(track), tuple) for track in tracks)
        return fields.type_of(field) in (NUMBER, LENGTH) and not has_lists

    return Column(
        custom_header(field.full_name),
        field.value_in,
        sort_key=_sort_key(fields, field, tracks),
        part_of=CUSTOM_GROUP,
        has_numbers=has_numbers,
    )


def _sort_key(
    fields: CustomFields, field: CustomField, tracks: Sequence[Track]
) -> Callable[[Track], float | None]:
    """The function that gives the place of a track's value among those of *tracks*; None for a track without one."""

    def ranks_with(*others: Value) -> Mapping[str, int]:
        values = [value for track in tracks if (value := field.value_in(track)) is not None]
        return fields.ranks_of(field, [*values, *others])

    ranks = cache(ranks_with)

    def place(track: Track) -> float | None:
        value = field.value_in(track)
        if is_empty(value):
            return None
        text = as_text(value)
        # A file in conflict has values of its own: they are between those of the others.
        return ranks()[text] if text in ranks() else ranks_with(value)[text] - 0.5

    return place
