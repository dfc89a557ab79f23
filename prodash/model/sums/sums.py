"""Sums: the sum, mean, least or greatest of the values that tracks have in a field, and how many have one."""

from collections.abc import Sequence
from fractions import Fraction
from math import fsum
from typing import NamedTuple

from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.lengths import format_length
from prodash.model.custom_fields.value_types import (
    BOOL,
    LENGTH,
    NUMBER,
    Read,
    all_read_as,
    greatest_of,
    least_of,
)
from prodash.model.sums.summed_fields import COUNT, MEAN, MIN, SUM, SummedField

_DECIMALS = 6
_MEAN_DECIMALS = 2

Number = int | float


class Sum(NamedTuple):
    """What the values of a field come to.

    value    a number, a length in seconds, or the text of a date or version; None if no track has one
    text     the same for people
    tracks   how many tracks have a value that counts
    without  how many have none
    unfit    how many have one that is not of the type of the others
    """

    of: SummedField
    value: Value
    text: str
    tracks: int
    without: int = 0
    unfit: int = 0

    @property
    def for_programs(self) -> dict[str, Value]:
        """The sum as JSON says it."""
        return {
            "function": self.of.function,
            "field": self.of.name,
            "value": self.value,
            "text": self.text or None,
            "tracks": self.tracks,
        }


def sums_of(fields: Sequence[SummedField], tracks: Sequence[Track]) -> tuple[Sum, ...]:
    """What the values of *tracks* come to in each of *fields*."""
    return tuple(
        _count(field, tracks) if field.function == COUNT else _sum(field, tracks) for field in fields
    )


def _count(field: SummedField, tracks: Sequence[Track]) -> Sum:
    """How many of *tracks* have a value; of a field that is true or false, how many have true."""
    wants_true = field.type == BOOL
    number = sum(any(not wants_true or item is True for item in field.items_in(track)) for track in tracks)
    return Sum(field, number, f"{number:,}", number)


def _sum(field: SummedField, tracks: Sequence[Track]) -> Sum:
    found: list[Read] = []
    fitting = without = unfit = 0
    for track in tracks:
        items = field.items_in(track)
        read = all_read_as(field.type, items)
        found += read
        fitting += bool(read)
        without += not items
        unfit += len(read) < len(items)
    value, text = _result(field, found) if found else (None, "")
    return Sum(field, value, text, fitting, without, unfit)


def _result(field: SummedField, found: Sequence[Read]) -> tuple[Value, str]:
    """The value and the text of what the values *found* come to."""
    if field.function in {SUM, MEAN}:
        return _added(field, [extent.first for extent, _ in found])
    extent, item = (least_of if field.function == MIN else greatest_of)(found)
    if field.type == LENGTH:
        return extent.first, format_length(extent.first)
    return extent.first if field.type == NUMBER else as_text(item), as_text(item)


def _added(field: SummedField, numbers: Sequence[Number]) -> tuple[Number, str]:
    is_mean = field.function == MEAN
    result = _divided(_total(numbers), len(numbers)) if is_mean else _total(numbers)
    if field.type == LENGTH:
        return result, format_length(round(result) if is_mean else result)
    return result, _number_text(round(result, _MEAN_DECIMALS) if is_mean else result)


def _total(numbers: Sequence[Number]) -> Number:
    """The exact sum of *numbers*; without a fraction if it is too large for one."""
    if all(isinstance(number, int) for number in numbers):
        return sum(numbers)
    try:
        return round(fsum(numbers), _DECIMALS)
    except OverflowError:
        return int(sum(map(Fraction, numbers)))


def _divided(total: Number, number: int) -> Number:
    try:
        return round(total / number, _DECIMALS)
    except OverflowError:
        return int(total) // number


def _number_text(number: Number) -> str:
    """*number* with commas at the thousands, without zeros at the end of a fraction."""
    if isinstance(number, int):
        return f"{number:,}"
    return f"{number:,.{_DECIMALS}f}".rstrip("0").rstrip(".")
