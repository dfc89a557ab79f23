"""Usage: what tracks have in each custom field: how many of them, which values, and in which spellings."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeAlias

from prodash.model.catalogue.fields import DeclaredField
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.catalogue.value import Value, as_text, is_empty
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import CustomFields
from prodash.model.custom_fields.declared import allows
from prodash.model.custom_fields.tracks_of_fields import tracks_by_field
from prodash.model.custom_fields.value_types import ValueType, all_read_as, fits, greatest_of, least_of
from prodash.model.names.names import field_key

_TracksWith: TypeAlias = Callable[[str], Sequence[Track]]

MAPPING = "mapping"
"""The type of values that have keys of their own."""


class ValueCount(NamedTuple):
    """A value, and how many tracks have it."""

    value: Value
    tracks: int


class Spelling(NamedTuple):
    """A key in files, and how many tracks have it."""

    name: str
    tracks: int


class FieldUse(NamedTuple):
    """A custom field or a part of one, and what the tracks have in it.

    declared     its entry in fields.yaml
    type_name    a name in TYPES, or `mapping`
    is_list      whether tracks have, or can have, lists of such values
    tracks       how many have a value
    others       the values that are not of this type, or not what fields.yaml allows, the commonest first
    first, last  the ends of the range of values of a type with an order; else None
    values       the different values, or the keys of mappings, the commonest first
    twins        the other spellings of the name
    """

    field: CustomField
    declared: DeclaredField | None
    type_name: str
    is_list: bool
    tracks: int
    others: tuple[ValueCount, ...]
    first: Value
    last: Value
    values: tuple[ValueCount, ...]
    twins: tuple[Spelling, ...]

    @property
    def name(self) -> str:
        """The name of the field, with the path of a part."""
        return self.field.full_name


def uses_of(fields: CustomFields, tracks: Sequence[Track], *, parts: bool = False) -> Iterator[FieldUse]:
    """How *tracks* use each of *fields*: those of fields.yaml in its order, then the others, the most used first.

    With *parts*, the keys of a field with mappings follow it.
    """
    tracks_with = tracks_by_field(tracks)
    spelled = Counter[str]()
    for keys, count in Tracks.of(tracks).keys_in_files().items():
        spelled.update(dict.fromkeys(keys, count))
    uses = [_use(fields, field, tracks_with, spelled) for field in fields.all]
    for use in sorted(uses, key=_rank):
        yield use
        if parts:
            yield from _parts(fields, use, tracks_with)


def _rank(use: FieldUse) -> tuple[float, int, str]:
    """Sorts declared fields first, as `fields.yaml` has them, then the others by how many tracks have them."""
    declared_first = use.declared.line if use.declared else float("inf")
    return declared_first, -use.tracks, field_key(use.name)


def _parts(fields: CustomFields, use: FieldUse, tracks_with: _TracksWith) -> Iterator[FieldUse]:
    """How tracks use each key of a field with mappings, and what is inside those."""
    if use.type_name != MAPPING:
        return
    for key in use.values:
        part = use.field._replace(path=(*use.field.path, as_text(key.value)))
        found = _use(fields, part, tracks_with, {})
        yield found
        yield from _parts(fields, found, tracks_with)


def _use(
    fields: CustomFields,
    field: CustomField,
    tracks_with: _TracksWith,
    spelled: Mapping[str, int],
) -> FieldUse:
    with_value = [value for track in tracks_with(field.name) if not is_empty(value := field.value_in(track))]
    items = [tuple(item for item in items_of(value) if not is_empty(item)) for value in with_value]
    single = [item for found in items for item in found]
    is_mapping = sum(isinstance(item, Mapping) for item in single) * 2 > len(single)
    kind, declared = fields.type_of(field), fields.declared(field)
    ordered = all_read_as(kind, single)
    is_allowed = partial(allows, declared) if declared else partial(_is_of_type, None if is_mapping else kind)
    return FieldUse(
        field,
        declared,
        MAPPING if is_mapping else kind.name,
        is_list=any(isinstance(value, tuple) for value in with_value) or bool(declared and declared.list),
        tracks=len(with_value),
        others=tuple(_counts(tuple(item for item in found if not is_allowed(item)) for found in items)),
        first=least_of(ordered)[1] if ordered else None,
        last=greatest_of(ordered)[1] if ordered else None,
        values=tuple(_keys(items) if is_mapping else _counts(items)),
        twins=tuple(_twins(field, spelled)),
    )


def _is_of_type(kind: ValueType | None, item: Value) -> bool:
    """Whether a single value is of the type *kind*, or a mapping if that is None."""
    return isinstance(item, Mapping) if kind is None else fits(kind, item)


def _counts(items: Iterable[tuple[Value, ...]]) -> Iterator[ValueCount]:
    """Each different value in *items*, a tuple for each track, the commonest first."""
    by_text = [{as_text(item): item for item in found} for found in items]
    counts = Counter(chain.from_iterable(by_text))
    first = {text: item for texts in reversed(by_text) for text, item in texts.items()}
    for text, tracks in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield ValueCount(first[text], tracks)


def _keys(items: Iterable[tuple[Value, ...]]) -> Iterator[ValueCount]:
    """The keys of the mappings in *items*; spellings of one key count together, under the first of them."""
    return _counts(_known_keys(items))


def _known_keys(items: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    first: dict[str, str] = {}
    for found in items:
        keys = (key for item in found if isinstance(item, Mapping) for key in item)
        yield tuple({first.setdefault(field_key(key), key) for key in keys})


def _twins(field: CustomField, spelled: Mapping[str, int]) -> Iterator[Spelling]:
    for name in field.spellings:
        if name != field.name and (count := spelled.get(name, 0)):
            yield Spelling(name, count)
