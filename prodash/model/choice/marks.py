"""Marks: several rows of a list, marked one by one or all together, and narrowed by typing."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.choice.keys import BACKSPACE, ENTER, ESCAPE, TAB, moved
from prodash.model.names.names import fold

_MARK_ALL, _SEARCH, _LEAVE = "a", "/", "q"


class Marks(NamedTuple):
    """A list in which rows are marked.

    texts       the folded text of each row, in which a search looks
    visible     the positions of the rows that the search has left
    marked      the positions of the marked rows
    pointer     where the pointer is in `visible`
    search      what the user is looking for
    is_typing   whether keys are letters of the search
    is_over     whether the user has taken rows or left the list
    taken       the positions of the rows that were taken
    """

    texts: Sequence[str]
    visible: Sequence[int]
    marked: frozenset[int] = frozenset()
    pointer: int = 0
    search: str = ""
    is_typing: bool = False
    is_over: bool = False
    taken: Sequence[int] = ()

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Marks":
        """A list of rows with these *texts*, none of them marked."""
        return cls([*map(fold, texts)], range(len(texts)))

    @property
    def would_take(self) -> Sequence[int]:
        """The positions of the rows that Enter takes: the marked ones, else the one at the pointer."""
        return sorted(self.marked) or self.visible[self.pointer : self.pointer + 1]

    def pressed(self, key: str) -> "Marks":
        """The list after *key* was pressed."""
        to = moved(self.pointer, len(self.visible), key, by_letter=not self.is_typing)
        if to is not None:
            return self._replace(pointer=to)
        if key == TAB:
            return self._toggled()
        return self._pressed_while_typing(key) if self.is_typing else self._pressed_in_list(key)

    def _pressed_while_typing(self, key: str) -> "Marks":
        if key in {ENTER, ESCAPE}:
            return (self if key == ENTER else self._searching(""))._replace(is_typing=False)
        if key == BACKSPACE:
            return self._searching(self.search[:-1])
        return self._searching(self.search + key) if len(key) == 1 else self

    def _pressed_in_list(self, key: str) -> "Marks":
        if key == ENTER and self.would_take:
            return self._replace(is_over=True, taken=self.would_take)
        if key == ESCAPE and self.search:
            return self._searching("")
        if key in {ESCAPE, _LEAVE}:
            return self._replace(is_over=True)
        if key == " ":
            return self._toggled()
        if key == _MARK_ALL:
            return self._replace(marked=_toggle_all(self.marked, self.visible))
        return self._replace(is_typing=True) if key == _SEARCH else self

    def _toggled(self) -> "Marks":
        """The list with the row at the pointer marked, or no longer marked, and the pointer on the next one."""
        here = frozenset(self.visible[self.pointer : self.pointer + 1])
        return self._replace(
            marked=self.marked ^ here, pointer=min(self.pointer + 1, max(len(self.visible) - 1, 0))
        )

    def _searching(self, search: str) -> "Marks":
        wanted = fold(search)
        visible = [position for position, text in enumerate(self.texts) if wanted in text]
        return self._replace(search=search, visible=visible, pointer=0)


def _toggle_all(marked: frozenset[int], visible: Sequence[int]) -> frozenset[int]:
    """*marked* with all *visible* rows, or without them if they all are marked."""
    return marked - {*visible} if marked.issuperset(visible) else marked | {*visible}
