"""Spreadsheets: what they make of values that they open and save, and how import knows the value again.

Value         Cell
true          TRUE, WAHR                       booleans in capitals and in the user's language
1.5           1,5                              decimal commas
1500          1,500   1.500                    separators between thousands
012 1.10 1E5  12   1.1   100000                what looks like a number as one
123456789012  1.23457E+11                      long numbers shortened
2026-12-01    01.12.2026   12/1/2026           dates as in the user's country
2026-12-01    2026-12-01 00:00:00              dates with a time
3:45          03:45:00                         track lengths as times of day
"""

import re
from datetime import date

from prodash.errors import UsageError
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.value import Value
from prodash.model.custom_fields.order import as_number
from prodash.model.imports.cells import cell_to_value

_BOOLEANS = {
    **dict.fromkeys(("true", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar"), True),
    **dict.fromkeys(("false", "falsch", "faux", "falso", "onwaar"), False),
}
_THOUSANDS = "[+-]?[0-9]{1,3}(?:[.,' \xa0\u202f][0-9]{3}){1,5}"
_EITHER = "[+-]?[0-9]{1,3}[.,][0-9]{3}"
_DECIMAL_COMMA = "([+-]?[0-9]{1,15}),([0-9]{1,15})"
_SHORTENED = "[+-]?[0-9](?:[.,]([0-9]{1,15}))?E[+-][0-9]{2,3}"
_EXPONENT = "[0-9]{1,15}(?:\\.[0-9]{1,15})?[eE][+-]?[0-9]{1,2}"
_DATE = "([0-9]{4}|[0-9]{1,2})([./-])([0-9]{1,2})\\2([0-9]{4}|[0-9]{1,2})(?:[ T]0?0:00(?::00(?:\\.0+)?)?)?"
_CENTURY = "20"
_TIME = "0*([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"


def is_same(cell: str, current: Value) -> bool:
    """Whether a spreadsheet may have made *cell* of *current*."""
    cell = cell.strip()
    if isinstance(current, bool):
        return _BOOLEANS.get(cell.casefold()) is current
    number = as_number(current)
    if isinstance(current, str) and re.fullmatch(_EXPONENT, current):
        number = float(current)
    if number is not None:
        return _is_same_number(cell, number)
    if not isinstance(current, str):
        return False
    if day := parse_iso_date(current):
        return _dates(cell) == {day}
    return _time(current) != "" and _time(current) in {_time(cell), _time(cell.removesuffix(":00"))}


def typed_like(cell: str, example: Value) -> Value:
    """The value in *cell*, of the type of *example*; None for an empty cell.

    Raises UsageError if a spreadsheet has made a cell of it that may mean another value too.
    """
    text = cell.strip()
    if isinstance(example, bool):
        return _BOOLEANS.get(text.casefold(), cell_to_value(cell))
    if isinstance(example, int | float):
        return _number(text, cell_to_value(cell))
    if isinstance(example, str) and parse_iso_date(example) and _dates(text) and not parse_iso_date(text):
        raise UsageError(f"{text!r} may be another date elsewhere; write it as YYYY-MM-DD")
    return cell_to_value(cell)


def kind_of(value: Value) -> str:
    """Of what kind *value* is, as far as spreadsheets treat kinds differently."""
    if isinstance(value, str):
        return "date" if parse_iso_date(value) else "text"
    return type(value).__name__.replace("float", "int")


def _is_same_number(cell: str, number: float) -> bool:
    if shortened := re.fullmatch(_SHORTENED, cell):
        return f"{number:.{len(shortened[1] or '')}E}" == cell.replace(",", ".")
    if re.fullmatch(_THOUSANDS, cell) and int(re.sub("[^0-9+-]", "", cell)) == number:
        return True
    return cell.replace(",", ".", 1) in {str(number), f"{number:.15g}"} or _decimal(cell) == number


def _decimal(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if re.fullmatch(_DECIMAL_COMMA, cell) else None


def _number(text: str, otherwise: Value) -> Value:
    if re.fullmatch(_SHORTENED, text):
        raise UsageError(f"the spreadsheet has shortened the number {text}; write it in full")
    if re.fullmatch(_EITHER, text):
        whole, part = re.split("[.,]", text)
        raise UsageError(f"{text!r} may be {whole}{part} or {float(f'{whole}.{part}')}; write one of them")
    if re.fullmatch(_THOUSANDS, text):
        return int(re.sub("[^0-9+-]", "", text))
    decimal = _decimal(text)
    return otherwise if decimal is None else decimal


def _dates(cell: str) -> set[date]:
    """The days that *cell* may mean: a slash may follow the day or the month, a point or hyphen only the day."""
    match = re.fullmatch(_DATE, cell)
    if not match:
        return set()
    one, sign, two, three = match.groups()
    orders = [(one, two, three)] if len(one) > len("12") else [(three, two, one), (three, one, two)]
    days = (
        parse_iso_date(f"{_CENTURY * (len(year) <= len(_CENTURY))}{year:0>2}-{month:0>2}-{day:0>2}")
        for year, month, day in orders[: 1 + (sign == "/")]
    )
    return {day for day in days if day}


def _time(cell: str) -> str:
    """*cell* without zeros in front if it is a time or a length, else an empty text."""
    match = re.fullmatch(_TIME, cell)
    return match[1].lstrip("0") if match else ""
