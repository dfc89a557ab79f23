"""Custom fields: those of a catalogue, each found by name however it is spelt."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import CUSTOM_PREFIX, TRACK_FIELDS, DeclaredField
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.custom_field import CustomField, fields_by_key
from prodash.model.custom_fields.declared import declared_type
from prodash.model.custom_fields.tracks_of_fields import tracks_by_field
from prodash.model.custom_fields.value_types import ValueType, ranks_of, type_of_values
from prodash.model.names.names import field_key, fold, unquoted


class CustomFields:
    """The custom fields of *tracks* and those that are *declared*."""

    def __init__(self, tracks: Sequence[Track], declared: Sequence[DeclaredField] = ()) -> None:
        self._tracks = tracks
        self._declared = {field_key(field.id): field for field in reversed(declared)}
        self._types: dict[tuple[str, ...], ValueType] = {}

    def __iter__(self) -> Iterator[CustomField]:
        """Each field that has a value in a track, in order of appearance."""
        return iter(self._with_values.values())

    @property
    def all(self) -> Iterable[CustomField]:
        """Each field, also those without a value in any file, and those that are only declared."""
        return {**self._declared_fields, **self._in_files, **self._with_values}.values()

    @property
    def in_files(self) -> Iterable[CustomField]:
        """Each field that is a key in a file, also without a value; its spellings are all those in files, the commonest first."""
        return self._in_files.values()

    def find(self, text: str) -> CustomField | None:
        """The field that *text* names: in any spelling, in quotes, after `custom.`, or as `FIELD.KEY` a part of its mappings."""
        names = dict.fromkeys((text, text.removeprefix(CUSTOM_PREFIX), unquoted(text)))
        return next(filter(None, map(self._find, names)), None)

    def _find(self, name: str) -> CustomField | None:
        return (
            self._named(name)
            or self._by_path(name)
            or self._declared_fields.get(field_key(name))
            or self._without_accents.get(field_key(fold(name)))
        )

    def spellings_of(self, field: CustomField) -> tuple[str, ...]:
        """The spellings of *field* in the files: first those with a value in some track, and the commonest first among each."""
        found = self._in_files.get(field_key(field.name), field)
        return tuple(dict.fromkeys((*field.spellings, *found.spellings)))

    def type_of(self, field: CustomField) -> ValueType:
        """The type of the values of *field*, or of the items of its lists: as declared, else as most values are."""
        key = (field.name, *field.path)
        if key not in self._types:
            declared = self.declared(field)
            # To look at all tracks is quicker for one field, and far slower for hundreds.
            tracks = self._tracks if len(self._types) < _FEW else self.tracks_with(field.name)
            values = (item for track in tracks for item in field.items_in(track))
            self._types[key] = (declared and declared_type(declared)) or type_of_values(values)
        return self._types[key]

    @cached_property
    def tracks_with(self) -> Callable[[str], Sequence[Track]]:
        """The function that gives the tracks that have a value in the field of a name."""
        return tracks_by_field(self._tracks)

    def is_declared(self, name: str) -> bool:
        """Whether `fields.yaml` declares the field *name*, in whatever spelling."""
        return bool(self._declared) and field_key(name) in self._declared

    def declared(self, field: CustomField) -> DeclaredField | None:
        """The entry of `fields.yaml` for *field*, or for just this part of it; None without one."""
        return self._declared.get(field_key(field.full_name))

    def ranks_of(self, field: CustomField, values: Iterable[Value]) -> Mapping[str, int]:
        """The place of each of *values* of *field*, by its text: in the order of their type, else as `fields.yaml` lists them."""
        kind, declared = self.type_of(field), self.declared(field)
        listed = declared.values if declared and not kind.is_ordered else ()
        return ranks_of(kind, values, listed)

    def _named(self, name: str) -> CustomField | None:
        key = field_key(name)
        return self._with_values.get(key) or self._in_files.get(key)

    def _by_path(self, name: str) -> CustomField | None:
        parts = name.split(".")
        for end in range(len(parts) - 1, 0, -1):
            if found := self._named(".".join(parts[:end])):
                part = found._replace(path=tuple(parts[end:]))
                is_there = any(part.value_in(track) is not None for track in self._tracks)
                return part if is_there else None
        return None

    @cached_property
    def _with_values(self) -> Mapping[str, CustomField]:
        """The fields that have a value in a track, by key."""
        # Many tracks have the same fields, so they are counted together.
        return fields_by_key(Tracks.of(self._tracks).custom_keys().items())

    @cached_property
    def _in_files(self) -> Mapping[str, CustomField]:
        """The fields that are keys in files, with a value or without, by key."""
        keys = Tracks.of(self._tracks).keys_in_files()
        return fields_by_key((sorted(found - TRACK_FIELDS), count) for found, count in keys.items())

    @cached_property
    def _declared_fields(self) -> Mapping[str, CustomField]:
        """The fields of `fields.yaml` by key, spelt as there."""
        return {key: CustomField(field.id, (field.id,)) for key, field in self._declared.items()}

    @cached_property
    def _without_accents(self) -> Mapping[str, CustomField]:
        """The fields by their names without accents; those of which two have one such name are left out."""
        by_loose = [(field_key(fold(field.name)), field) for field in self]
        counts = Counter(key for key, _ in by_loose)
        return {key: field for key, field in by_loose if counts[key] == 1}


def custom_fields_of(catalogue: Catalogue) -> CustomFields:
    """The custom fields of *catalogue*, which are looked for once."""
    found: CustomFields | None = catalogue.known.get(_NAME)
    if found is None:
        found = catalogue.known[_NAME] = CustomFields(catalogue.tracks, catalogue.declared_fields)
    return found


_NAME = "custom fields"
_FEW = 8
