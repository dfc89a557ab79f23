"""Letters: one for each name, so that what has no room for names, or no colours, can still be told apart."""

import string
from collections.abc import Iterator, Sequence
from unicodedata import bidirectional, east_asian_width

_NONE_LEFT = "?"


def letters(names: Sequence[str]) -> tuple[str, ...]:
    """A letter or digit, one column wide, for each of *names*, no two the same while there are enough.

    It is the first of the name where no name before begins so, else the first in the name that is free,
    else the first of the alphabet that is free, and a question mark when none is.
    """
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        first = next(_of(name), "")
        if first and first not in found.values():
            found[number] = first
    for number, name in enumerate(names):
        if number not in found:
            free = (
                letter for letter in (*_of(name), *string.ascii_uppercase) if letter not in found.values()
            )
            found[number] = next(free, _NONE_LEFT)
    return tuple(found[number] for number in range(len(names)))


def _of(name: str) -> Iterator[str]:
    """The letters of *name* as capitals and its digits, as far as every terminal gives them one column."""
    for character in name:
        letter = character.upper()
        has_case = len(letter) == 1 and letter != letter.lower() and bidirectional(letter) == "L"
        if letter in string.digits or (has_case and east_asian_width(letter) not in {"W", "F"}):
            yield letter
