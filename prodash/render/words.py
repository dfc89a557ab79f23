"""Words: counts, days and due dates as people say them."""

from datetime import date

from prodash.model.due import Urgency

URGENCY_COLOURS = {
    Urgency.OVERDUE: "#c8281e",
    Urgency.SOON: "#f0c020",
    Urgency.WEEK: "#2f6fd6",
}
"""Red past due, yellow today and tomorrow, blue within seven days; the rest is plain."""


def count(number: int, noun: str) -> str:
    """`1 track`, `2 tracks`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def days_left(day: date, today: date) -> str:
    """How far off a day is: `3 days late`, `today`, `tomorrow`, `in 5 days`."""
    days = (day - today).days
    if days < 0:
        return f"{count(-days, 'day')} late"
    if days <= 1:
        return "tomorrow" if days else "today"
    return f"in {count(days, 'day')}"


def days_away(day: date, today: date) -> str:
    """The same for a track that is done, where nothing is late: `3 days ago`."""
    days = (today - day).days
    return f"{count(days, 'day')} ago" if days > 0 else days_left(day, today)
