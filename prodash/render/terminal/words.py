"""Words: counts, dates and due dates in plain English."""

import re
from datetime import date, timedelta

from prodash.model.catalogue.due import Due, Urgency
from prodash.render.terminal.style import OUTLINED, PLAIN, Look

_URGENCY_LOOKS = {
    Urgency.OVERDUE: Look(background="#c8281e"),
    Urgency.TODAY: Look(background="#f0c020"),
    Urgency.TOMORROW: Look(background="#f0c020"),
    Urgency.WEEK: OUTLINED,
}
URGENCY_COLOURS = tuple(dict.fromkeys(look.background for look in _URGENCY_LOOKS.values() if look.background))
"""Every background that `urgency_look` gives."""


def urgency_look(urgency: Urgency) -> Look:
    """Red: overdue.  Yellow: today and tomorrow.  Outlined: within seven days.  The rest is plain."""
    return _URGENCY_LOOKS.get(urgency, PLAIN)


_WHEN = {
    Urgency.WEEK: "next 7 days",
    Urgency.UNKNOWN: "date unknown",
    Urgency.NONE: "without a date",
}


def heading_of(when: Urgency) -> str:
    """The heading above tracks of this urgency: `Overdue`, `Next 7 days`."""
    return _WHEN.get(when, when.value).capitalize()


def when_words(when: Urgency) -> str:
    """The urgency as part of a sentence: `overdue`, `today`, `in the next 7 days`."""
    words = _WHEN.get(when, when.value)
    return f"in the {words}" if when is Urgency.WEEK else words


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in _MONTHS)


NO_TRACKS = "no tracks"
"""Stands where tracks would."""


def pluralise(number: int, noun: str) -> str:
    """*number* with *noun* in the singular or plural: `1 track`, `2 tracks`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def at_least(words: str, *, is_lower_bound: bool) -> str:
    """*words* for the days in a stage, as in `≥ 21` if it may have begun before the first commit."""
    return f"≥ {words}" if is_lower_bound else words


def capitalised(text: str) -> str:
    """*text* as the beginning of a sentence: the names in it keep their letters."""
    return text[:1].upper() + text[1:]


def ago_words(age: timedelta) -> str:
    """How long ago something was: `just now`, `5 minutes ago`, `3 days ago`."""
    for seconds, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if number := int(age.total_seconds()) // seconds:
            return f"{pluralise(number, noun)} ago"
    return "just now"


def days_ago_words(days: int) -> str:
    """How many *days* ago something was: `today`, `1 day ago`."""
    return f"{pluralise(days, 'day')} ago" if days else "today"


def full_date(day: date) -> str:
    """*day* in words: `Saturday, 21 November 2026`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_words(day)}"


def day_words(day: date) -> str:
    """*day* in words without its weekday: `21 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """*day* in short words: `Sat 21 Nov 2026`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def matters(due: Due, urgency: Urgency) -> bool:
    """Whether a view of a track shows its due date: not if it is finished, and the date only comes from a project."""
    return urgency is not Urgency.DONE or due.source is None


def due_words(due: Due, urgency: Urgency, today: date) -> str:
    """The due date and how far off it is: `2026-11-24  in 3 days`; the date alone for a finished track."""
    if urgency is Urgency.DONE:
        return due.day.isoformat()
    return f"{due.day}  {days_words(due, urgency, today)}"


def few_due_words(due: Due, urgency: Urgency, today: date) -> str:
    """The same in less room: `2026-11-24  in 3d`, `2026-11-24  3d late`."""
    return with_short_days(due_words(due, urgency, today))


def with_short_days(words: str) -> str:
    """*words* with `3d` for `3 days`."""
    return re.sub(r"([\d,]+) days?", r"\1d", words)


def date_words(due: Due, _urgency: Urgency, _today: date) -> str:
    """The due date alone."""
    return due.day.isoformat()


def days_words(due: Due, urgency: Urgency, today: date) -> str:
    """How far off a due date is: `3 days late`, `today`, `tomorrow`, `in 5 days`.

    A finished track is never late: its past due date is `3 days ago`.
    """
    return _past_words(due, urgency, today) or _ahead_words(due, today)


def short_due_words(due: Due, urgency: Urgency, today: date) -> str:
    """How far off the due date is, or the date itself if it is over a week away or the track is finished."""
    if urgency in {Urgency.LATER, Urgency.DONE}:
        return due.day.isoformat()
    return days_words(due, urgency, today)


def _past_words(due: Due, urgency: Urgency, today: date) -> str:
    days = (today - due.day).days
    if days <= 0:
        return ""
    return f"{pluralise(days, 'day')} {'ago' if urgency is Urgency.DONE else 'late'}"


def _ahead_words(due: Due, today: date) -> str:
    days = (due.day - today).days
    return ("today", "tomorrow")[days] if days <= 1 else f"in {pluralise(days, 'day')}"
