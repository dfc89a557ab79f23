"""Due dates: how typed phrases are parsed, where a track's date comes from, and how urgent it is."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from prodash.errors import UsageError
from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track

T = TypeVar("T")

ACCEPTED_DATES = (
    "a date such as 2026-12-01, dec 1 or 2026-12, today, tomorrow, yesterday, a weekday, "
    "+3d, +2w, +1m, +1y, eow, eom, eoy"
)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAYS_PER_WEEK = 7


class Urgency(StrEnum):
    """How near a due date is; tracks in a finished or archived stage are settled and never urgent.

    UNKNOWN: there may be a date, but projects.yaml, which would say so, cannot be read.
    """

    OVERDUE = "overdue"
    SOON = "soon"
    WEEK = "week"
    LATER = "later"
    SETTLED = "settled"
    NONE = "none"
    UNKNOWN = "unknown"


class Due(NamedTuple):
    """The day a track should be done; `source` is the project that sets it, None for the track's own date."""

    day: date
    source: Project | None = None


def due_of(track: Track, projects: Projects) -> Due | None:
    """The track's own date, or else the earliest that it inherits from its projects."""
    if track.due:
        return Due(track.due)
    if not track.projects:
        return None
    projects_of_track = (projects.find(name) for name in track.projects)
    inherited = [due for p in projects_of_track if p and (due := projects.inherited_due(p))]
    if not inherited:
        return None
    day, source = min(inherited, key=lambda pair: pair[0])
    return Due(day, source)


def urgency(due: Due | None, stage: Stage | None, today: date) -> Urgency:
    """How urgent a track with this date and stage is; a track due today is not overdue."""
    if due is None:
        return Urgency.NONE
    if stage is not None and not stage.is_active:
        return Urgency.SETTLED
    days = (due.day - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days <= 1:
        return Urgency.SOON
    return Urgency.WEEK if days <= _DAYS_PER_WEEK else Urgency.LATER


def cached_by_due_fields(function: Callable[[Track], T]) -> Callable[[Track], T]:
    """*function*, cached by a track's date, projects and stage; its result must depend on these alone."""
    results: dict[tuple[date | None, tuple[str, ...], str], T] = {}

    def cached(track: Track) -> T:
        key = track.due, track.projects, track.stage
        try:
            return results[key]
        except KeyError:
            return results.setdefault(key, function(track))

    return cached


def parse_iso_date(text: str) -> date | None:
    """The date written as YYYY-MM-DD; None for other texts and for days that do not exist."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_due(phrase: str, today: date) -> date:
    """The day that *phrase* means.

    A weekday is the next one after *today*; a week ends on Sunday.  Raises UsageError with a list of the phrases, or
    with the dates that numbers such as 1/12 could mean.
    """
    word = " ".join(phrase.split()).casefold()
    if day := parse_iso_date(word):
        return day
    from prodash.model.catalogue.day_phrases import day_of, numeric_readings

    # Python's dates end with the year 9999.
    with suppress(OverflowError, ValueError):
        if day := day_of(word, today):
            return day
    if readings := numeric_readings(word, today):
        raise UsageError(
            f"{phrase!r} could be {' or '.join(map(str, readings))}; write the one that you mean"
        )
    raise UsageError(f"{phrase!r} is not a date; write {ACCEPTED_DATES}")


def parse_due_range(phrase: str, today: date) -> tuple[date, date]:
    """The first and the last day of a range.

    *phrase* is `week` (the next 7 days), `month`, a month such as `2026-12`, a phrase for one day, `A..B`, `A..` or `..B`.
    Raises UsageError with a list of the phrases.
    """
    if phrase == "week":
        return today, _parse_range_end("+1w", today)
    if phrase == "month":
        return today, _parse_range_end("+1m", today)
    start, dots, end = phrase.partition("..")
    if not dots:
        return _parse_range_start(phrase, today), _parse_range_end(phrase, today)
    if not start and not end:
        raise UsageError("--due .. has no date; write A..B, ..B or A..")
    first = _parse_range_start(start, today) if start else date.min
    last = _parse_range_end(end, today) if end else date.max
    if first > last:
        raise UsageError(f"--due {phrase} ends ({last}) before it starts ({first}); swap the dates")
    return first, last


def _parse_range_start(phrase: str, today: date) -> date:
    from prodash.model.catalogue.day_phrases import month_of

    month = month_of(phrase.strip())
    return month[0] if month else _parse_range_end(phrase, today)


def _parse_range_end(phrase: str, today: date) -> date:
    try:
        return parse_due(phrase, today)
    except UsageError as error:
        raise UsageError(f"--due: {error}; or overdue, week, month, none, any, A..B") from None
