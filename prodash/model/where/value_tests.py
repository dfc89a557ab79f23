"""Value tests: whether a single value is what a condition wants, compared as what the values of its field are."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.value import Value, as_text
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.custom_fields.order import is_equal, is_ordered
from prodash.model.custom_fields.value_types import Extent, ValueType, parse_as, read_as
from prodash.model.names.names import fold
from prodash.model.where.grammar import Wanted
from prodash.model.where.malformed import joined_values

Test = Callable[[Value], bool]

ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def text_test(sign: str, text: str) -> Test:
    """The test of texts: part of them, equal to them or in their order, without case and accents."""
    if sign == "~":
        part = fold(text)
        return lambda value: part in fold(as_text(value))
    if sign == "=":
        return lambda value: is_equal(value, text)
    return lambda value: is_ordered(ORDERS[sign], value, text)


def typed_test(catalogue: Catalogue, field: CustomField, sign: str, wanted: Wanted, today: date) -> Test:
    """The test of the values of a custom *field*; raises UsageError if *wanted* can be none of them."""
    kind = custom_fields_of(catalogue).type_of(field)
    if sign == "~" or not kind.is_ordered:
        return text_test(sign, wanted.text)
    try:
        if sign == "=":
            return _equal_test(kind, wanted, today)
        return _order_test(kind, sign, wanted, today)
    except UsageError as error:
        raise UsageError(f"--where {field.full_name}: {error}") from None


def _equal_test(kind: ValueType, wanted: Wanted, today: date) -> Test:
    if ends := wanted.ends:
        return _range_test(kind, *ends, today)
    if not wanted.is_quoted:
        _require_one_value(kind, wanted.text, today)
    same_text = text_test("=", wanted.text)
    if kind.is_exact:
        return same_text
    try:
        extent = parse_as(kind, wanted.text, today)
    except UsageError:
        # A field of dates may have a word such as `soon` in some tracks.
        return same_text
    return lambda value: same_text(value) or _is_within(read_as(kind, value), extent)


def _require_one_value(kind: ValueType, text: str, today: date) -> None:
    """Raise UsageError if *text* is several values of the type *kind*, as `90 or 120` is, which no track has."""
    values = joined_values(text)
    try:
        for value in values:
            parse_as(kind, value, today)
    except UsageError:
        return
    if values:
        raise UsageError(f"{text!r} is several values; write {','.join(values)}")


def _range_test(kind: ValueType, start: str, end: str, today: date) -> Test:
    first = parse_as(kind, start, today).first if start else None
    last = parse_as(kind, end, today).last if end else None
    if first is not None and last is not None and first > last:
        raise UsageError(f"{start}..{end} ends before it starts; write {end}..{start}")

    def holds(value: Value) -> bool:
        found = read_as(kind, value)
        return found is not None and (
            (first is None or first <= found.first) and (last is None or found.last <= last)
        )

    return holds


def _order_test(kind: ValueType, sign: str, wanted: Wanted, today: date) -> Test:
    if wanted.ends:
        raise UsageError(
            f"{sign}{wanted.text} is not a comparison; write a range after =, as in ={wanted.text}"
        )
    extent = parse_as(kind, wanted.text, today)
    limit = extent.first if sign in {"<", ">="} else extent.last

    def holds(value: Value) -> bool:
        found = read_as(kind, value)
        if found is None:
            return False
        # A value that stands for several days, such as `2026-05`, must be there as a whole.
        return ORDERS[sign](found.last if sign[0] == "<" else found.first, limit)

    return holds


def _is_within(found: Extent | None, extent: Extent) -> bool:
    return found is not None and bool(extent.first <= found.first and found.last <= extent.last)
