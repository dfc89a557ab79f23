"""Shifting dates: `due+=2w` and `released-=3d`, which move each track's own date."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import parse_iso_date
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import as_text
from prodash.model.change.assignment import Assignment
from prodash.model.custom_fields.custom_field import CustomField
from prodash.model.dates.phrases import parse_time_span
from prodash.model.dates.spans import Span
from prodash.model.plan.change import SetValue
from prodash.model.plan.place import place_in

_DUE = "due"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(.*)", re.ASCII | re.DOTALL)
_UNREADABLE = {ProblemKind.BAD_DATE.code, ProblemKind.WRONG_TYPE.code}


def due_shifter(
    catalogue: Catalogue, shifts: Sequence[Assignment], *, own_date: bool
) -> Callable[[Track], SetValue | str]:
    """A function from a track to the change that *shifts* make to its date, or the reason why they cannot.

    With *own_date*, a track whose date comes from a project gets that date, shifted, as its own.
    """
    spans = _spans(shifts)

    def change(track: Track) -> SetValue | str:
        due = catalogue.due_of(track)
        if due is None or _is_unreadable(catalogue, track) or _unreadable_project(catalogue, track):
            return _why_no_date(catalogue, track)
        if due.source and not own_date:
            return f"its date comes from the project {due.source.id!r}"
        day = _shifted(due.day, spans)
        if day is None:
            return f"{due.day} {_words(shifts)} is outside the years 1 to 9999"
        before = track.due.isoformat() if track.due else None
        return SetValue.in_track(track, _DUE, before, day.isoformat(), day.isoformat())

    return change


def date_shifter(
    catalogue: Catalogue, field: CustomField, shifts: Sequence[Assignment]
) -> Callable[[Track], SetValue | str]:
    """A function from a track to the change that *shifts* make to its date in *field*, or the reason why they cannot.

    A time behind the date stays as it is.
    """
    spans = _spans(shifts)

    def change(track: Track) -> SetValue | str:
        place = place_in(catalogue, track, field)
        if isinstance(place, str):
            return place
        name, current = place.name, place.value
        if current in (None, ""):
            return f"it has no {name} to shift"
        match = _DAY.fullmatch(current) if isinstance(current, str) else None
        day = parse_iso_date(match[1]) if match else None
        if match is None or day is None:
            return f"{name} is {as_text(current)!r}, which is no day to shift"
        new_day = _shifted(day, spans)
        if new_day is None:
            return f"{name} would be outside the years 1 to 9999"
        text = f"{new_day.isoformat()}{match[2]}"
        return place.change(text, text)

    return change


def shift_advice(
    catalogue: Catalogue, tracks: Iterable[Track], shifts: Sequence[Assignment], *, own_date: bool
) -> Iterator[str]:
    """What to do about those of *tracks* that *shifts* cannot move: a command for each project, and options."""
    dates = [catalogue.due_of(track) for track in tracks]
    sources = {} if own_date else {due.source.id: due.source for due in dates if due and due.source}
    for project in sources.values():
        if project.due and (day := _shifted(project.due, _spans(shifts))):
            command = shell.command("prodash", "projects", "set", project.id, f"due={day}")
            yield f"to shift the date of {project.name}, run {command}"
    if sources:
        yield "to give tracks with a project's date one of their own, add --own-date"
    if None in dates:
        yield "to leave out tracks without a date, add '--due any'; to give them one, write due=DATE"


def _spans(shifts: Sequence[Assignment]) -> tuple[Span, ...]:
    """How far *shifts* move a date, one after the other; raises UsageError for a value that is no length of time."""
    return tuple(parse_time_span(one.value).times(1 if one.operator == "+=" else -1) for one in shifts)


def _shifted(day: date, spans: Iterable[Span]) -> date | None:
    """*day* after all *spans*; None if that is outside the calendar."""
    try:
        for span in spans:
            day = span.after(day)
    except OverflowError:
        return None
    return day


def _words(shifts: Sequence[Assignment]) -> str:
    return " ".join(f"{one.operator[0]} {one.value}" for one in shifts)


def _why_no_date(catalogue: Catalogue, track: Track) -> str:
    if _is_unreadable(catalogue, track):
        return "its due date could not be read; 'prodash check' says why"
    if catalogue.has_unknown_due(track):
        return "its due date is unknown, because projects.yaml could not be read; fix it first"
    if project := _unreadable_project(catalogue, track):
        return f"the due date of its project {project.id!r} is empty or could not be read; 'prodash check' says which"
    return "it has no due date to shift"


def _is_unreadable(catalogue: Catalogue, track: Track) -> bool:
    """Whether the track has a due date that is malformed."""
    return track.due is None and _DUE in track.keys and _has_bad_date(catalogue, track.path)


def _unreadable_project(catalogue: Catalogue, track: Track) -> Project | None:
    """The project whose due date the track would inherit, but that may be malformed; an empty one counts as well."""
    if track.due or not _has_bad_date(catalogue, PROJECT.path):
        return None
    for project in filter(None, map(catalogue.projects.find, track.projects)):
        nearest = next((one for one in catalogue.projects.upwards(project) if _DUE in one.keys), None)
        if nearest and nearest.due is None:
            return nearest
    return None


def _has_bad_date(catalogue: Catalogue, path: str) -> bool:
    """Whether a due date in the file at *path* is malformed."""
    return any(
        problem.location.path == path and problem.code in _UNREADABLE and problem.message.startswith(_DUE)
        for problem in catalogue.problems
    )
