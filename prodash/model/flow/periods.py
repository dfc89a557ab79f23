"""Periods: the time of which flow tells, as days, weeks or months.

first                                last
Wed 4 Mar            Sun 8 Mar   Thu 12 Mar       a week ends on Sunday, if it begins on Monday, the last one today
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.dates.ranges import start_of_weeks
from prodash.model.dates.today import first_weekday_of
from prodash.model.flow.asked_periods import AskedPeriods, Per
from prodash.model.forecast.asked_weeks import USUAL_WEEKS

_DAY = timedelta(days=1)
_WEEK = 7


class Window(NamedTuple):
    """The first and the last day of the periods, and whether the first is the one on which the history begins."""

    first: date
    last: date
    is_from_beginning: bool

    @property
    def start(self) -> date:
        """The day from whose end changes are counted: the one before the first, or the first if the history begins there.

        What was there when the history begins was there before, as far as is known.
        """
        return self.first if self.is_from_beginning else self.first - _DAY


def window_of(asked: AskedPeriods, oldest: date, today: date) -> Window | None:
    """The window that is *asked* for, within the history, which begins on the *oldest* day; None if that is later.

    Raises UsageError for malformed phrases, and for a window in the future.
    """
    since, last = asked.days.bounds_until(today)
    if asked.since is None:
        since = start_of_weeks(last, USUAL_WEEKS, first_weekday_of(today))
    first = max(since, oldest)
    return Window(first, last, is_from_beginning=first == oldest) if first <= last else None


def period_ends(window: Window, per: Per, first_weekday: int = 0) -> Sequence[date]:
    """The last day of each period of *window*, the oldest first; a week begins on *first_weekday*, 0 is Monday."""
    found: list[date] = []
    day = window.first
    while (left := _days_left(day, per, first_weekday)) < (window.last - day).days:
        found.append(day + timedelta(days=left))
        day = found[-1] + _DAY
    return [*found, window.last]


def _days_left(day: date, per: Per, first_weekday: int) -> int:
    """The days from *day* until its period ends."""
    if per == "day":
        return 0
    if per == "week":
        return (first_weekday - 1 - day.weekday()) % _WEEK
    return monthrange(day.year, day.month)[1] - day.day


def even_ends(window: Window, most: int) -> Sequence[date]:
    """The last days of at most so many periods of *window*, all of them of the same length but for the first."""
    days = (window.last - window.first).days + 1
    step = -(-days // most)
    return [window.last - timedelta(days=ago) for ago in range((days - 1) // step * step, -1, -step)]
