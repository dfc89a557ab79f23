"""One of: one entry of a list, chosen by arrow keys, by its letter or by its number."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.choice.keys import ENTER, ESCAPE, moved

MOVING_LETTERS = "JK"
"""Letters, in capitals, that move the pointer, so that no entry has them."""
RESERVED = f"{MOVING_LETTERS}Q0123456789"
"""What no entry has as its letter: those, the one that leaves, and digits."""


class OneOf(NamedTuple):
    """A list in which one entry is chosen.

    letters   the letter of each entry, in capitals; empty for an entry without one
    pointer   the position of the pointer
    digits    the first digits of a number that has several
    is_over   whether the user has taken an entry or left the list
    taken     the position of the entry that was taken; None if the user left the list
    """

    letters: Sequence[str]
    pointer: int = 0
    digits: str = ""
    is_over: bool = False
    taken: int | None = None

    def pressed(self, key: str) -> "OneOf":
        """The list after *key* was pressed."""
        letter = key.upper()
        if key == ENTER:
            return self._take(self.pointer)
        if key == ESCAPE or letter == "Q":
            return self._replace(is_over=True)
        if key.isascii() and key.isdigit():
            return self._with_digit(key)
        to = moved(self.pointer, len(self.letters), key.lower(), by_letter=letter in MOVING_LETTERS)
        if to is not None:
            return self._replace(pointer=to, digits="")
        if len(letter) == 1 and letter in self.letters:
            return self._take(self.letters.index(letter))
        return self._replace(digits="")

    def number(self, position: int) -> str:
        """What is typed for the entry at *position*: all numbers have equally many digits."""
        return f"{position + 1:0{len(str(len(self.letters)))}}"

    def _with_digit(self, digit: str) -> "OneOf":
        digits = self.digits + digit
        if len(digits) < len(self.number(0)):
            return self._replace(digits=digits)
        position = int(digits) - 1
        return self._take(position) if 0 <= position < len(self.letters) else self._replace(digits="")

    def _take(self, position: int) -> "OneOf":
        return self._replace(pointer=position, is_over=True, taken=position)
