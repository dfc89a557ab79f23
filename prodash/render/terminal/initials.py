"""Initials: one letter for each name, for charts without room for names or without colours."""

import string
from collections.abc import Iterator, Sequence
from unicodedata import bidirectional, east_asian_width

NONE_LEFT = "?"
"""Stands for a letter where none is left."""


def initials(names: Sequence[str], reserved: str = "") -> tuple[str, ...]:
    """A letter or digit for each of *names*, one column wide, unique and not *reserved*.

    It is the first letter of the name if no earlier name begins with it, else the first unused letter in
    the name, else the first unused letter of the alphabet.  It is `?` if no letter is left.
    """
    chosen: dict[int, str] = {}
    for number, name in enumerate(names):
        first = next(_usable_letters(name, reserved), "")
        if first and first not in chosen.values():
            chosen[number] = first
    for number, name in enumerate(names):
        if number not in chosen:
            free = (
                letter
                for letter in (*_usable_letters(name), *string.ascii_uppercase)
                if letter not in chosen.values() and letter not in reserved
            )
            chosen[number] = next(free, NONE_LEFT)
    return tuple(chosen[number] for number in range(len(names)))


def _usable_letters(name: str, reserved: str = "") -> Iterator[str]:
    """The digits and capitalised letters of *name* that are one column wide on every terminal and not *reserved*."""
    for character in name:
        letter = character.upper()
        has_case = len(letter) == 1 and letter != letter.lower() and bidirectional(letter) == "L"
        if letter not in reserved and (
            letter in string.digits or (has_case and east_asian_width(letter) not in {"W", "F"})
        ):
            yield letter
