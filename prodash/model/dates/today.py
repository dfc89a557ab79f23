"""Today: the day from which phrases count, in the calendar of the one who reads and types them."""

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias, TypeVar

T = TypeVar("T")

DateOrder: TypeAlias = Literal["", "day-first", "month-first"]


class Today(date):
    """A day that knows the calendar of its reader; any other day has weeks from Monday, and no order of day and month.

    `order` is what comes first in figures such as `1/12`, empty if nobody said; `first_weekday` begins a week, 0 is
    Monday; `tell` gets each word that these decide.
    """

    order: DateOrder = ""
    first_weekday: int = 0
    tell: Callable[[str], None] = staticmethod(lambda _: None)

    @classmethod
    def of(cls, day: date, order: DateOrder, first_weekday: int, tell: Callable[[str], None]) -> "Today":
        """*day* for a reader with this calendar."""
        today = cls(day.year, day.month, day.day)
        today.order, today.first_weekday, today.tell = order, first_weekday, tell
        return today


def order_of(today: date) -> DateOrder:
    """Which of day and month comes first for the reader of *today*; empty if nobody said."""
    return today.order if isinstance(today, Today) else ""


def first_weekday_of(today: date) -> int:
    """The weekday on which weeks begin for the reader of *today*; 0 is Monday."""
    return today.first_weekday if isinstance(today, Today) else 0


def in_calendar(word: str, today: date, read: Callable[[date], T]) -> T:
    """What *read* makes of *word* for the reader of *today*, who is told of it if others may read it differently."""
    found = read(today)
    if isinstance(today, Today) and found != read(date(today.year, today.month, today.day)):
        today.tell(word)
    return found
