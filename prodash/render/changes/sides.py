"""Change sides: values before and after, one below the other, with their arrows in one column."""

from collections.abc import Callable, Iterable, Sequence

from prodash.render.changes.groups import Line
from prodash.render.changes.values import Side
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import pad, shorten_middle, width, wrap

_ARROW = "→"
_ARROW_WIDTH = 3
_SIGN = 2
_ENDLESS = 1_000_000
_FEW = 6
_Show = Callable[[Side], str]


class SideColumns:
    """The columns of values before and after that *lines* have, in *room* columns of *screen*.

    If a text does not fit, its middle is left out; with *whole*, it continues on the next line instead.
    Of few lines, a text has a line of its own before it is cut.
    """

    def __init__(self, lines: Sequence[Line], screen: Screen, room: int, *, whole: bool) -> None:
        self._screen, self._room, self._whole = screen, room, whole
        self._may_cut = len(lines) > _FEW and not whole
        befores = [line.before for line in lines if line.before]
        afters = [line.after for line in lines if line.before]
        self._before, self._after = _column(befores, screen, room), _column(afters, screen, room - _SIGN)
        before, after = _widest(befores, self._before), _widest(afters, self._after)
        self._after_width = min(after, max(room - _ARROW_WIDTH - before, (room - _ARROW_WIDTH) // 2))
        self._before_width = min(before, room - _ARROW_WIDTH - self._after_width)
        self._alone = _column([line.after for line in lines if not line.before], screen, room)

    @classmethod
    def needed(cls, lines: Sequence[Line], screen: Screen) -> int:
        """The room in which each of *lines* fits on one line, without notes."""
        columns = cls(lines, screen, _ENDLESS, whole=False)
        alone = [line.after for line in lines if not line.before]
        beside = columns._before_width + _ARROW_WIDTH + columns._after_width
        return max(beside if len(alone) < len(lines) else 0, _widest(alone, columns._alone))

    def lines(self, line: Line) -> list[str]:
        """*line* without its field, in as many lines as it needs."""
        if line.before is None:
            return self._fitted(line.after, self._alone, self._room)
        before = self._one_line(line.before, self._before, self._before_width)
        after = self._one_line(line.after, self._after, self._after_width)
        arrow = paint(_ARROW, DIM, self._screen.depth)
        if before is not None and after is not None:
            text = f"{pad(before, self._before_width)} {arrow} {after}"
            return [self._with_note(text, line.after)]
        room = max(self._room - _SIGN, 1)
        first, *others = self._fitted(line.after, self._after, room)
        return [
            *self._fitted(line.before, self._before, self._room),
            f"{arrow} {first}",
            *(f"  {o}" for o in others),
        ]

    def _one_line(self, side: Side, show: _Show, room: int) -> str | None:
        """*side* in *room* columns; None if it needs more: badges and dates are never cut."""
        text = show(side)
        if width(text) <= room:
            return text
        return (
            None
            if side.stage or not self._may_cut or width(text) <= _SHORT or room < _SHORT
            else shorten_middle(text, room)
        )

    def _fitted(self, side: Side, show: _Show, room: int) -> list[str]:
        text = show(side)
        if side.stage or width(text) <= room:
            return [self._with_note(text, side)]
        cut = wrap(text, self._screen._replace(width=room)) if self._whole else [shorten_middle(text, room)]
        return cut or [""]

    def _with_note(self, text: str, side: Side) -> str:
        noted = f"{text} {paint(f'({side.note})', DIM, self._screen.depth)}"
        return noted if side.note and width(noted) <= self._room else text


_SHORT = 12
"""Texts up to this width are never cut: numbers, dates, short names."""


def _column(sides: Iterable[Side], screen: Screen, room: int) -> _Show:
    badges = badge_column([side.stage for side in sides if side.stage], screen, room)
    return lambda side: badges(side.stage) if side.stage else side.text


def _widest(sides: Iterable[Side], show: _Show) -> int:
    return max((width(show(side)) for side in sides), default=0)
