"""Due dates: where a track's date comes from, and how urgent it is."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from prodash.model.catalogue.project import Project, Projects
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track

T = TypeVar("T")

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = (
    r"(?:T| +)((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(?: ?(?:Z|UTC|[+-]\d{1,2}(?::?\d{2})?))?"
)
"""The time that may stand behind a date, in any case, as a regular expression; its group is the time without a zone."""

_DAY_LENGTH = len("2026-12-01")
_DAYS_PER_WEEK = 7


class Urgency(StrEnum):
    """How near a due date is, in the order of lists; tracks in a finished or archived stage are done, whatever their date.

    WEEK: from the day after tomorrow to seven days ahead.
    UNKNOWN: there may be a date, but projects.yaml, which would say so, cannot be read.
    """

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"
    UNKNOWN = "unknown"
    NONE = "none"
    DONE = "done"

    @property
    def position(self) -> int:
        """Its position in the order of lists, from 0."""
        return _POSITIONS[self]


_POSITIONS = {level: number for number, level in enumerate(Urgency)}


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


def due_of_project(project: Project, projects: Projects) -> Due | None:
    """The date of *project*, or else the nearest one up the tree; its `source` is None for the project's own date."""
    if (inherited := projects.inherited_due(project)) is None:
        return None
    day, source = inherited
    return Due(day, None if source.id == project.id else source)


def urgency(due: Due | None, stage: Stage | None, today: date) -> Urgency:
    """How urgent a track with this date and stage is; a track due today is not overdue."""
    if stage is not None and not stage.is_active:
        return Urgency.DONE
    if due is None:
        return Urgency.NONE
    days = (due.day - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days <= 1:
        return Urgency.TOMORROW if days else Urgency.TODAY
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


def day_in(text: str) -> date | None:
    """The day of a date in a file, with or without a time behind it; None for other texts."""
    return parse_iso_date(text) or (parse_iso_date(text[:_DAY_LENGTH]) if time_behind(text) else None)


def time_behind(text: str) -> str:
    """The time behind the date *text*, with what is between them: ` 18:00` or `T18:00:00Z`; empty without one."""
    time = text[_DAY_LENGTH:]
    is_time = time and re.fullmatch(TIME, time, re.ASCII | re.IGNORECASE)
    return time if is_time and parse_iso_date(text[:_DAY_LENGTH]) else ""
