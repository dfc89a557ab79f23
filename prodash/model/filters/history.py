"""History filters: the conditions that a track has moved since a day, or has been in its stage for so long."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from prodash.errors import UsageError
from prodash.model.catalogue.track import Track
from prodash.model.dates.phrases import parse_past, parse_time_span
from prodash.model.history.track_time import TimeOf, TrackTime

if TYPE_CHECKING:
    from prodash.model.catalogue.track import Condition


def moved_since(phrase: str, today: date, time_of: TimeOf) -> "Condition":
    """The condition that a track has moved on the day that *phrase* means, or later; raises UsageError."""
    first = day_meant(phrase, today)
    return of_time(time_of, lambda time: time.moved is not None and time.moved >= first)


def in_stage_for(phrase: str, today: date, time_of: TimeOf) -> "Condition":
    """The condition that a track has been in its stage for as long as *phrase* means, or longer; raises UsageError."""
    try:
        days = days_until(phrase, today)
    except UsageError as error:
        raise UsageError(f"--in-stage-for: {error}") from None
    return of_time(time_of, lambda time: time.age is not None and time.age >= days)


def day_meant(phrase: str, today: date) -> date:
    """The day that *phrase* of `--moved-since` means, up to *today* where it does not say which; raises UsageError."""
    try:
        return parse_past(phrase, today)[0]
    except UsageError as error:
        raise UsageError(f"--moved-since: {error}") from None


def days_until(length: str, today: date) -> int:
    """How many days a *length* of time such as `30d` or `3m` has that ends *today*; raises UsageError."""
    try:
        return (today - parse_time_span(length).times(-1).after(today)).days
    except OverflowError:
        return today.toordinal()


def of_time(time_of: TimeOf, holds: Callable[[TrackTime], bool]) -> "Condition":
    """The condition that *holds* is true of the times of a track; a track without history never meets it."""

    def condition(track: Track) -> bool:
        time = time_of(track)
        return time is not None and holds(time)

    return condition
