"""Summed fields: the fields that a user names for a sum, and whether their values can be added up or ordered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import TIMES
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text, is_empty
from prodash.model.custom_fields.custom_field import CustomField, items_of
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.value_types import BOOL, DATE, LENGTH, NUMBER, TEXT, ValueType
from prodash.model.names.name_lists import require_names, split_known_names
from prodash.model.sums.asked_sums import AskedSums
from prodash.model.where.fields import FieldMeant, find_field, values_of
from prodash.model.where.hints import unknown_field

SUM, MEAN, MIN, MAX, COUNT = "sum", "mean", "min", "max", "count"

_ADDED = frozenset({SUM, MEAN})


class SummedField(NamedTuple):
    """A field, the function of its values that is wanted, and what these values are."""

    function: str
    name: str
    type: ValueType
    value_in: Callable[[Track], Value]

    def items_in(self, track: Track) -> list[Value]:
        """The single values that *track* has."""
        return [item for item in items_of(self.value_in(track)) if not is_empty(item)]


def summed_fields(catalogue: Catalogue, asked: AskedSums) -> tuple[SummedField, ...]:
    """The fields that are *asked* for, each once for a function.

    Raises UnknownNameError for a field that no track has, UsageError for one whose values have no such function.
    """
    found = [
        _summed_field(catalogue, function, name)
        for function, texts in asked.by_function
        for name in _names_in(catalogue, texts, function)
    ]
    return tuple({(field.function, field.name): field for field in found}.values())


def _names_in(catalogue: Catalogue, texts: Sequence[str], function: str) -> Iterator[str]:
    """The names in *texts*, each split at commas that are not in the name of a field."""
    for text in texts:
        names = split_known_names(text, partial(find_field, catalogue))
        require_names(names, [text], f"--{function}")
        yield from names


def _summed_field(catalogue: Catalogue, function: str, text: str) -> SummedField:
    field = _field(catalogue, function, text)
    name = field.full_name if isinstance(field, CustomField) else field
    value_in = values_of(catalogue, field)
    summed = SummedField(function, name, _type_of(catalogue, field), value_in)
    if not _can(function, summed.type):
        example = next((item for track in catalogue.tracks for item in summed.items_in(track)), None)
        if isinstance(example, Mapping):
            raise UsageError(_reason_of_parts(catalogue, summed, example))
        if example is not None:
            raise UsageError(_reason(summed, as_text(example)))
        # No track has a value that would tell the type.
        return summed._replace(type=NUMBER)
    return summed


def _field(catalogue: Catalogue, function: str, text: str) -> FieldMeant:
    custom = custom_fields_of(catalogue).find(text) if text in TIMES else None
    found = custom or find_field(catalogue, text)
    if found in TIMES:
        raise UsageError(f"--{function} {text}: {text} is what git knows of a track, not a field of its file")
    if found is None and catalogue.tracks and not catalogue.unread:
        raise unknown_field(catalogue, text)
    return found or CustomField(text, (text,))


def _type_of(catalogue: Catalogue, field: FieldMeant) -> ValueType:
    if isinstance(field, CustomField):
        return custom_fields_of(catalogue).type_of(field)
    return DATE if field == "due" else TEXT


def _can(function: str, kind: ValueType) -> bool:
    """Whether values of this *kind* have the *function*."""
    if function == COUNT:
        return True
    return kind in {NUMBER, LENGTH} if function in _ADDED else kind.is_ordered


def _reason_of_parts(catalogue: Catalogue, summed: SummedField, example: Mapping[str, Value]) -> str:
    """Why there is no sum of mappings such as *example*, with a part that has one if there is any."""
    parts = [f"{summed.name}.{key}" for key in example]
    can = (part for part in parts if _has_sum(catalogue, summed.function, part))
    return (
        f"--{summed.function} {summed.name}: {summed.name} has parts; name one, such as {next(can, parts[0])}"
    )


def _has_sum(catalogue: Catalogue, function: str, name: str) -> bool:
    field = find_field(catalogue, name)
    return field is not None and _can(function, _type_of(catalogue, field))


def _reason(summed: SummedField, example: str) -> str:
    """Why there is no such sum of a field, of whose values *example* is one, and what there is."""
    function, name, kind = summed.function, summed.name, summed.type
    taken = "numbers and lengths" if function in _ADDED else "numbers, lengths, dates and versions"
    counted = "true" if kind == BOOL else "a value"
    such_as = "" if kind == BOOL else f", such as {example!r},"
    return (
        f"--{function} {name}: {name} is {kind.words}{such_as} and --{function} takes {taken}; "
        f"--count {name} counts the tracks with {counted}"
    )
