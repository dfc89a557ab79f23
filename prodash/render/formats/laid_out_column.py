"""Laid-out column: the cells of one column of a table, and their texts at any width."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from prodash.render.formats.sheet import Cell, Column
from prodash.render.terminal.screen import Depth, Screen
from prodash.render.terminal.style import BADGE_MARGIN, DIM, Look, badge, paint
from prodash.render.terminal.width import clean, pad, pad_left, shorten, shorten_middle, width

T = TypeVar("T")

_CACHE_SIZE = 256


class LaidOutColumn(NamedTuple):
    """The cells of one column, its width without and with its header if nothing is cut, and what is around each text.

    margin       what a badge adds at each side; 0 if there are no badges
    emoji_width  the columns for the emoji beside a badge, with a space; 0 if there are none
    """

    source: Column[Any]
    cells: list[Cell]
    header: str
    cell_width: int
    natural_width: int
    margin: int
    emoji_width: int

    @classmethod
    def of(cls, column: Column[T], rows: Sequence[T], screen: Screen, header: str) -> "LaidOutColumn":
        """The cells of *rows* in *column*, wide enough for *header* too."""
        cells = _cleaned(list(map(column.cell, rows))) if column.cell else []
        has_badges = screen.depth is not Depth.NONE and any(look.is_badge for look in _looks(cells))
        emoji = max(map(width, {cell.emoji for cell in cells}), default=0) if screen.emoji else 0
        margin = BADGE_MARGIN if has_badges else 0
        laid_out = cls(column, cells, header, 0, 0, margin, emoji + bool(emoji))
        return laid_out.with_cells(cells)

    def with_cells(self, cells: list[Cell]) -> "LaidOutColumn":
        """The column with other *cells*."""
        longest = max(map(width, {cell.text for cell in cells}), default=0) + self.around
        return self._replace(cells=cells, cell_width=longest, natural_width=max(longest, width(self.header)))

    @property
    def around(self) -> int:
        """The columns that a cell takes besides its text."""
        return 2 * self.margin + self.emoji_width

    def heading(self, column_width: int, screen: Screen) -> str:
        """The header, dim, cut and padded to *column_width*."""
        return self._aligned(paint(shorten(self.header, column_width), DIM, screen.depth), column_width)

    def _aligned(self, text: str, column_width: int) -> str:
        """*text*, which fits, with spaces up to *column_width*."""
        return pad_left(text, column_width) if self.source.is_number else pad(text, column_width)

    def text_of(self, column_width: int, screen: Screen) -> Callable[[Cell], str]:
        """A function that gives the text of a cell, cut and padded to *column_width*."""
        cut = shorten_middle if self.source.cut_in_middle else shorten
        is_cut = column_width < self.natural_width
        room = max(column_width - self.around, 0)

        def text(cell: Cell) -> str:
            shown = cut(cell.text, room) if is_cut else cell.text
            shown = _with_mark_at_end(shown, self.source.mark, room)
            if self.emoji_width:
                emoji = cell.emoji if width(cell.emoji) < self.emoji_width else ""
                return pad(emoji, self.emoji_width) + self._painted(pad(shown, room), cell, screen)
            if self.margin:
                return self._painted(pad(shown, room), cell, screen)
            # Codes would make the width of the text slow to find.
            spaces = " " * (column_width - width(shown))
            painted = paint(shown, cell.look, screen.depth)
            return spaces + painted if self.source.is_number else painted + spaces

        # Many rows have the same stage, names or date.
        return lru_cache(_CACHE_SIZE)(text)

    def _painted(self, text: str, cell: Cell, screen: Screen) -> str:
        """*text* as a badge; texts without one get the same margins."""
        if cell.look.is_badge and cell.text:
            return badge(text, cell.look, screen.depth)
        sides = " " * self.margin
        return sides + (paint(text, cell.look, screen.depth) if cell.text else text) + sides


def _with_mark_at_end(text: str, mark: str, room: int) -> str:
    """*text*; if it ends with *mark*, that is moved to the end of *room*, so that marks are in line."""
    return pad(text.removesuffix(mark).rstrip(), room - 1) + mark if mark and text.endswith(mark) else text


def _looks(cells: Sequence[Cell]) -> Iterable[Look]:
    """The looks of *cells*; those that many cells share are there once."""
    return {id(cell.look): cell.look for cell in cells}.values()


def _cleaned(cells: list[Cell]) -> list[Cell]:
    """*cells* without control characters and without spaces at the ends; one that many rows share is cleaned once."""
    shared = {id(cell): cell for cell in cells}
    cleaned = {
        key: cell._replace(text=clean(cell.text).strip(), emoji=clean(cell.emoji))
        for key, cell in shared.items()
        if not (cell.text.isprintable() and cell.emoji.isprintable()) or cell.text.strip() is not cell.text
    }
    return [cleaned.get(id(cell), cell) for cell in cells] if cleaned else cells
