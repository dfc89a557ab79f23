"""Setting text: a new text or date, or lines at the end of a text."""

from collections.abc import Iterable
from datetime import date

from prodash.model.catalogue.due import time_behind
from prodash.model.catalogue.fields import type_of
from prodash.model.catalogue.track import Track
from prodash.model.change.assignment import Assignment
from prodash.model.plan.change import SetValue


def adds_lines(assignment: Assignment) -> bool:
    """Whether the assignment adds lines to a text instead of setting it."""
    return assignment.operator == "+=" and type_of(assignment.field) == "text"


def lines_change(track: Track, field: str, lines: Iterable[str]) -> SetValue:
    """The change that adds *lines* at the end of a text, before the empty lines that it ends with."""
    text = text_in_file(track, field)
    body = text.rstrip("\n")
    if not body.strip():
        return text_change(track, field, "\n".join(lines))
    return text_change(track, field, "\n".join([body, *lines]) + (text[len(body) :] or "\n"))


def text_in_file(track: Track, field: str) -> str:
    """The value of a text or date field in the track's file; empty if it has none."""
    value: str | date | None = getattr(track, field)
    return str(value or "")


def text_change(track: Track, field: str, value: str) -> SetValue:
    """The change that gives a text or date field *value*; an empty value removes the key."""
    current = text_in_file(track, field) if field in track.keys else None
    # A day alone keeps the time behind it in the file.
    if current and field == "due" and time_behind(value):
        current += track.due_time
    return SetValue.in_track(track, field, current, value or None, value or None)
