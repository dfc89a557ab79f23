"""Words: counts, days and due dates as people say them."""

from datetime import date

from prodash.model.catalogue.due import Due, Urgency

URGENCY_COLOURS = {
    Urgency.OVERDUE: "#c8281e",
    Urgency.SOON: "#f0c020",
    Urgency.WEEK: "#2f6fd6",
}
"""Red past due, yellow today and tomorrow, blue within seven days; the rest is plain."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def count(number: int, noun: str) -> str:
    """`1 track`, `2 tracks`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def whole_day(day: date) -> str:
    """`Saturday, 21 November 2026`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def due_words(due: Due, urgency: Urgency, today: date) -> str:
    """The day and how far off it is."""
    return f"{due.day}  {days_words(due, urgency, today)}"


def days_words(due: Due, urgency: Urgency, today: date) -> str:
    """How far off a day is: `3 days late`, `today`, `tomorrow`, `in 5 days`.

    A track that is done is never late, so a day in the past is `3 days ago` there.
    """
    return _past(due, urgency, today) or _ahead(due, today)


def due_in_short(due: Due, urgency: Urgency, today: date) -> str:
    """How far off the day is: `3 days late`, `tomorrow`; the day itself where that is of no moment yet, or no more."""
    if urgency in {Urgency.LATER, Urgency.SETTLED}:
        return due.day.isoformat()
    return days_words(due, urgency, today)


def _past(due: Due, urgency: Urgency, today: date) -> str:
    days = (today - due.day).days
    if days <= 0:
        return ""
    return f"{count(days, 'day')} {'ago' if urgency is Urgency.SETTLED else 'late'}"


def _ahead(due: Due, today: date) -> str:
    days = (due.day - today).days
    return ("today", "tomorrow")[days] if days <= 1 else f"in {count(days, 'day')}"
