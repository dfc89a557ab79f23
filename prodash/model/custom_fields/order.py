"""Order: how values are compared and sorted; a number in quotes counts as the number."""

import re
from collections.abc import Callable
from typing import Any

from prodash.model.catalogue.value import Value, as_text, is_empty
from prodash.model.names.names import fold

# No more digits than Python turns into a number.
_NUMBER = r"[+-]?[0-9]{1,300}(\.[0-9]{1,300})?"
_YEARS = r"[0-9]{4}(-\S*)? [0-9]{4}(-\S*)?"
_PADDED = "[+-]?0[0-9]"


def as_number(value: Value) -> int | float | None:
    """The number that *value* is, or that its text says: 90 for `"90"`, 12 for `"012"`; None for other values."""
    if isinstance(value, str):
        found = re.fullmatch(_NUMBER, value) if value[-1:].isdigit() else None
        return (float(value) if found[1] else int(value)) if found else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_equal(value: Value, text: str) -> bool:
    """Whether *value* is what *text* says: the same number, or the same text without case and accents.

    `012` is the text that it is: no catalogue number equals another.
    """
    own = as_text(value)
    if fold(own) == fold(text):
        return True
    number = None if re.match(_PADDED, own) or re.match(_PADDED, text) else as_number(text)
    return number is not None and as_number(value) == number


def is_ordered(compare: Callable[[Any, Any], bool], value: Value, text: str) -> bool:
    """Whether *compare*, such as `operator.lt`, holds between *value* and what *text* says.

    Two numbers are compared as numbers, two texts as texts.  A text has no place among numbers, except that a year
    comes before the dates in it.
    """
    own, number, wanted = as_text(value), as_number(value), as_number(text)
    if number is not None and wanted is not None:
        return compare(number, wanted)
    if (number is None) != (wanted is None) and not re.fullmatch(_YEARS, f"{own} {text}"):
        return False
    return compare(fold(own), fold(text))


def order_key(value: Value) -> tuple[Any, ...] | None:
    """The sort key of *value*: numbers first, then texts regardless of case and accents; None if it is empty."""
    if is_empty(value):
        return None
    number, text = as_number(value), as_text(value)
    return (1, fold(text), text) if number is None else (0, number, text)
