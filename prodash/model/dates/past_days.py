"""Past days: the days from one phrase to another, of which a command tells."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.errors import UsageError
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.dates.phrases import parse_past

if TYPE_CHECKING:
    from prodash.model.dates.ranges import Range


class PastDays(NamedTuple):
    """The phrases of `--since` and `--until`; None for no limit."""

    since: str | None = None
    until: str | None = None

    def bounds(self, today: date) -> "Range":
        """The first and the last day; raises UsageError for a malformed phrase, and if the last is before the first."""
        first = date.min if self.since is None else parse_past(self.since, today)[0]
        last = date.max if self.until is None else parse_past(self.until, today)[1]
        if first > last:
            until, since = _named("--until", self.until, last), _named("--since", self.since, first)
            raise UsageError(f"{until} is before {since}")
        return first, last

    def bounds_until(self, today: date) -> "Range":
        """The first and the last day, none later than *today*; raises UsageError as `bounds`, and if all of them are later."""
        first, last = self.bounds(today)
        if first > today:
            since = _named("--since", self.since, first)
            raise UsageError(f"{since} is in the future; choose a day until today ({today})")
        return first, min(last, today)

    def remarks(self, today: date) -> Iterator[str]:
        """A remark such as `--since monday is 2026-11-16` for each phrase that is not a date in ISO 8601."""
        phrases = (("--since", self.since), ("--until", self.until))
        for (option, phrase), day in zip(phrases, self.bounds(today), strict=True):
            if phrase is not None and parse_iso_date(phrase) is None:
                yield f"{option} {phrase} is {day}"


def if_future(day: date, today: date) -> str:
    """`, which is in the future` after a *day* later than *today*; else nothing."""
    return ", which is in the future" if day > today else ""


def _named(option: str, phrase: str | None, day: date) -> str:
    """The option as typed, with the *day* that it means unless it says that itself."""
    return f"{option} {phrase}" if phrase == day.isoformat() else f"{option} {phrase} ({day})"
