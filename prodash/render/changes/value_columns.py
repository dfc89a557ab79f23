"""Value columns: values before and after, one below the other, with their arrows in one column."""

from collections.abc import Callable, Iterable, Sequence

from prodash.render.changes.groups import FieldChange
from prodash.render.changes.values import ShownValue
from prodash.render.terminal.badges import badge_column
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.width import pad, shorten_middle, width, wrap

_ARROW = "→"
_ARROW_WIDTH = 3
_SIGN = 2
_ENDLESS = 1_000_000
_FEW = 6
_SHORT = 12
"""Texts up to this width are never cut: numbers, dates, short names."""

_Show = Callable[[ShownValue], str]


class ValueColumns:
    """The values of *changes* before and after, in two columns that fit *room* columns of *screen*.

    If a text does not fit, its middle is left out; with *whole*, it continues on the next line instead.
    If there are few changes, a text gets a line of its own before it is cut.
    """

    def __init__(self, changes: Sequence[FieldChange], screen: Screen, room: int, *, whole: bool) -> None:
        self._screen, self._room, self._whole = screen, room, whole
        self._may_cut = len(changes) > _FEW and not whole
        befores = [change.before for change in changes if change.before]
        afters = [change.after for change in changes if change.before]
        self._before, self._after = _column(befores, screen, room), _column(afters, screen, room - _SIGN)
        before, after = _widest(befores, self._before), _widest(afters, self._after)
        self._after_width = min(after, max(room - _ARROW_WIDTH - before, (room - _ARROW_WIDTH) // 2))
        self._before_width = min(before, room - _ARROW_WIDTH - self._after_width)
        self._alone = _column([change.after for change in changes if not change.before], screen, room)

    @classmethod
    def needed(cls, changes: Sequence[FieldChange], screen: Screen) -> int:
        """The room in which each of *changes* fits on one line, without notes."""
        columns = cls(changes, screen, _ENDLESS, whole=False)
        alone = [change.after for change in changes if not change.before]
        beside = columns._before_width + _ARROW_WIDTH + columns._after_width
        return max(beside if len(alone) < len(changes) else 0, _widest(alone, columns._alone))

    def lines(self, change: FieldChange) -> list[str]:
        """The values of *change*, in as many lines as they need."""
        if change.before is None:
            return self._fitted(change.after, self._alone, self._room)
        before = self._one_line(change.before, self._before, self._before_width)
        after = self._one_line(change.after, self._after, self._after_width)
        arrow = paint(_ARROW, DIM, self._screen.depth)
        if before is not None and after is not None:
            text = f"{pad(before, self._before_width)} {arrow} {after}"
            return [self._with_note(text, change.after)]
        room = max(self._room - _SIGN, 1)
        first, *others = self._fitted(change.after, self._after, room)
        return [
            *self._fitted(change.before, self._before, self._room),
            f"{arrow} {first}",
            *(f"  {other}" for other in others),
        ]

    def _one_line(self, value: ShownValue, show: _Show, room: int) -> str | None:
        """*value* in *room* columns; None if it needs more: badges and dates are never cut."""
        text = show(value)
        if width(text) <= room:
            return text
        return (
            None
            if value.stage or not self._may_cut or width(text) <= _SHORT or room < _SHORT
            else shorten_middle(text, room)
        )

    def _fitted(self, value: ShownValue, show: _Show, room: int) -> list[str]:
        text = show(value)
        if value.stage or width(text) <= room:
            return [self._with_note(text, value)]
        cut = wrap(text, self._screen._replace(width=room)) if self._whole else [shorten_middle(text, room)]
        return cut or [""]

    def _with_note(self, text: str, value: ShownValue) -> str:
        noted = f"{text} {paint(f'({value.note})', DIM, self._screen.depth)}"
        return noted if value.note and width(noted) <= self._room else text


def _column(values: Iterable[ShownValue], screen: Screen, room: int) -> _Show:
    badges = badge_column([value.stage for value in values if value.stage], screen, room)
    return lambda value: badges(value.stage) if value.stage else value.text


def _widest(values: Iterable[ShownValue], show: _Show) -> int:
    return max((width(show(value)) for value in values), default=0)
