"""Axes: the numbers of tracks at the left of a picture, and the days below it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from prodash.render.flow.size import Size
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, paint
from prodash.render.terminal.words import SHORT_MONTHS

_ROWS_BETWEEN_NUMBERS = 3
_ROUND = (1, 2, 5, 10)
_GAP, _GAP_OF_MONTHS = 2, 1

_MAX_DAYS_FOR_WEEKS = 70
_MONTH_STEPS = (1, 2, 3, 6, 12)


class _Mark(NamedTuple):
    """A tick at a column, and words below it that begin at column *start*; *longer* ones if there is room for them."""

    column: int
    start: int
    words: str
    longer: str = ""


def numbers_of_rows(size: Size) -> dict[int, str]:
    """Numbers of tracks for some of the rows, the lowest is row 0: each in the row that reaches up to it.

    The highest is that of the highest column.
    """
    step = _round_step(max(size.limit * _ROWS_BETWEEN_NUMBERS // size.rows, 1))
    found = {_row(size.top, size): f"{size.top:,}"}
    for number in range(step, size.top, step):
        row = _row(number, size)
        if not {row - 1, row, row + 1} & found.keys():
            found[row] = f"{number:,}"
    return found


def axis_lines(days: Sequence[date], left: int, screen: Screen) -> list[str]:
    """The line below a picture whose columns show these *days*, and the words below it; both begin at column *left*."""
    marks = _marks(days, screen.columns - left)
    ticks = {mark.column for mark in marks}
    line = "".join("┬" if column in ticks else "─" for column in range(len(days)))
    words = ""
    for mark in marks:
        words = f"{words:<{mark.start}}{mark.words}"
    lines = [f"{'0':>{left - 1}} {line}", *([" " * left + words] if words else [])]
    return [paint(text, DIM, screen.depth) for text in lines]


def _marks(days: Sequence[date], room: int) -> list[_Mark]:
    """Marks of weeks, months or some months in so many columns: the shortest of these that all have room for their words.

    The last mark may lack room.  If there is no room for any, they are the first and the last day.
    """
    choices = [_weeks(days)] if (days[-1] - days[0]).days <= _MAX_DAYS_FOR_WEEKS else []
    choices += (_months(days, step) for step in _MONTH_STEPS)
    for marks in choices:
        fitting = _fitting(marks, room)
        if len(fitting) > 1 and _columns(marks[:-1]) == _columns(fitting)[: len(marks) - 1]:
            return fitting
    return _ends(days, room)


def _round_step(least: int) -> int:
    """The lowest of 1, 2, 5, 10, 20, 50 and so on that is not below *least*."""
    power = int("1" + "0" * (len(str(least)) - 1))
    return next(factor * power for factor in _ROUND if factor * power >= least)


def _row(number: int, size: Size) -> int:
    return -(-number * size.rows // size.limit) - 1


def _fitting(marks: Sequence[_Mark], room: int) -> list[_Mark]:
    """Those of *marks* whose words have room beside the earlier ones, with the longer words that have room too."""
    found: list[_Mark] = []
    for mark in marks:
        begins = found[-1].start + len(found[-1].words) + _gap(found[-1], mark) if found else 0
        if begins <= mark.start <= room - len(mark.words):
            found.append(mark)
    ends = [*(mark.start - _GAP for mark in found[1:]), room]
    return [
        mark._replace(words=mark.longer or mark.words) if mark.start + len(mark.longer) <= end else mark
        for mark, end in zip(found, ends, strict=False)
    ]


def _columns(marks: Sequence[_Mark]) -> list[int]:
    return [mark.column for mark in marks]


def _gap(mark: _Mark, after: _Mark) -> int:
    """The least room between the words of two marks, so that `Oct` and `2027` are not read together."""
    return _GAP if " " in mark.words or after.words[0].isdigit() else _GAP_OF_MONTHS


def _first_days(days: Sequence[date], key: Callable[[date], object]) -> list[int]:
    """The columns with another *key* than the one before them, or, for the first one, than the day before it."""
    before = [days[0] - timedelta(days=1) if days[0] > date.min else days[0], *days]
    return [column for column, day in enumerate(days) if key(day) != key(before[column])]


def _weeks(days: Sequence[date]) -> list[_Mark]:
    columns = _first_days(days, lambda day: day.isocalendar()[:2])
    return [
        _Mark(column, column, f"{days[column].day} {SHORT_MONTHS[days[column].month - 1]}")
        for column in columns
    ]


def _months(days: Sequence[date], step: int) -> list[_Mark]:
    """Marks where so many months begin, counted from January; none if a column has more than that."""
    numbers = [(12 * day.year + day.month - 1) // step for day in days]
    if any(after - number > 1 for number, after in pairwise(numbers)):
        return []
    columns = _first_days(days, lambda day: (12 * day.year + day.month - 1) // step)
    return [_month(column, numbers[column] * step, is_first=column == columns[0]) for column in columns]


def _month(column: int, number: int, *, is_first: bool) -> _Mark:
    """The mark of the month of this *number*, counted from the year 0; January is the year."""
    year, month = divmod(number, 12)
    name = SHORT_MONTHS[month]
    if month == 0:
        return _Mark(column, column, str(year), f"{name} {year}")
    return _Mark(column, column, name, f"{name} {year}" if is_first else "")


def _ends(days: Sequence[date], room: int) -> list[_Mark]:
    """Marks of the first and the last day, or of the last one alone, or none, as they fit."""
    last = days[-1].isoformat()
    end = len(days) - 1
    marks = [_Mark(0, 0, days[0].isoformat()), _Mark(end, max(end + 1 - len(last), 0), last)]
    return next((some for some in (marks, marks[1:]) if _fitting(some, room) == some), [])
