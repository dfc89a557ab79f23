"""Today: the day from which phrases count, in the calendar of the one who reads and types them."""

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias, TypeVar

T = TypeVar("T")

DateOrder: TypeAlias = Literal["", "day-first", "month-first"]


class Today(date):
    """A day that knows which of two dates its reader means by figures such as `1/12`; other days know nothing of that.

    `order` is what comes first, empty if nobody said; `tell` gets each word that a calendar decides.
    """

    order: DateOrder = ""
    tell: Callable[[str], None] = staticmethod(lambda _: None)

    @classmethod
    def of(cls, day: date, order: DateOrder, tell: Callable[[str], None]) -> "Today":
        """*day* for a reader with this calendar."""
        today = cls(day.year, day.month, day.day)
        today.order, today.tell = order, tell
        return today


def order_of(today: date) -> DateOrder:
    """Which of day and month comes first for the reader of *today*; empty if nobody said."""
    return today.order if isinstance(today, Today) else ""


def in_calendar(word: str, today: date, read: Callable[[date], T]) -> T:
    """What *read* makes of *word* for the reader of *today*, who is told of it if others may read it differently."""
    found = read(today)
    if isinstance(today, Today) and found != read(date(today.year, today.month, today.day)):
        today.tell(word)
    return found
