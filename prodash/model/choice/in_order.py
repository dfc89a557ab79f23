"""In order: the rows of a list, which the user puts in an order by giving them numbers."""

from typing import NamedTuple

from prodash.model.choice.keys import BACKSPACE, ENTER, ESCAPE, TAB, moved

_LEAVE = "q"


class InOrder(NamedTuple):
    """A list of so many *rows*, of which those with a number come first, and the others as they are.

    numbered  the positions of the rows with a number, the first one first
    pointer   the position of the pointer
    is_over   whether the user has taken the order or left the list
    taken     the positions of all rows in the order that was taken; empty if the user left the list
    """

    rows: int
    numbered: tuple[int, ...] = ()
    pointer: int = 0
    is_over: bool = False
    taken: tuple[int, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """The positions of all rows in the order that Enter takes."""
        return (*self.numbered, *(at for at in range(self.rows) if at not in self.numbered))

    def pressed(self, key: str) -> "InOrder":
        """The list after *key* was pressed."""
        to = moved(self.pointer, self.rows, key, by_letter=True)
        if to is not None:
            return self._replace(pointer=to)
        if key in {" ", TAB}:
            return self._toggled()
        if key == BACKSPACE:
            return self._replace(numbered=self.numbered[:-1])
        if key in {ESCAPE, _LEAVE}:
            return self._replace(is_over=True)
        return self._replace(is_over=True, taken=self.order) if key == ENTER else self

    def _toggled(self) -> "InOrder":
        """The list with the next number at the pointer, or without the number there, and the pointer on the next row."""
        here = self.pointer
        rest = tuple(at for at in self.numbered if at != here)
        numbered = rest if here in self.numbered else (*rest, here)
        return self._replace(numbered=numbered, pointer=min(here + 1, self.rows - 1))
