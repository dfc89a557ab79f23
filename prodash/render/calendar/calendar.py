"""Calendar: due dates as iCalendar events (RFC 5545); only this module imports icalendar."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from prodash import __version__
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import Due
from prodash.model.catalogue.track import Track
from prodash.render.calendar.revision import EarlierCalendar, Revision, uid_of
from prodash.render.sheets.tracks import names_of
from prodash.render.terminal.width import clean

_PRODUCT = "-//prodash//"
_PRODUCT_LINE = f"\nPRODID:{_PRODUCT}".encode()
_BEGIN = re.compile(rb"^BEGIN:", re.MULTILINE | re.IGNORECASE)
_STAMP = re.compile(rb"^DTSTAMP:.*\n", re.MULTILINE)
# Bytes beyond ASCII may be blanks that Unicode knows.
_COLONS = re.compile(rb"(\r\n [\s\x80-\xff]*):(?=:)")
_HASHES = re.compile(rb"#(?=#\w*\[)")


def events_by_id(catalogue: Catalogue, tracks: Iterable[Track]) -> dict[str, tuple[Track, Due]]:
    """The tracks with a due date, and that date, by track id and soonest first.

    If several files have one id, the soonest counts, because an id is one event.
    """
    pairs = [(track, due) for track in tracks if (due := catalogue.due_of(track))]
    pairs.sort(key=lambda pair: (pair[1].day, pair[0].id, pair[0].path), reverse=True)
    return dict(reversed({track.id: (track, due) for track, due in pairs}.items()))


def as_calendar(
    name: str,
    catalogue: Catalogue,
    events: Mapping[str, tuple[Track, Due]],
    today: date,
    earlier: EarlierCalendar,
    kept: Mapping[str, Revision],
) -> bytes:
    """A calendar called *name* with an all-day event for each of *events*, as from `events_by_id`, and the *kept* ones.

    An event that says the same as in the *earlier* calendar keeps its bytes, any other is marked as revised.
    The same tracks and the same *earlier* calendar give the same bytes on the same day.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", f"{_PRODUCT}prodash {__version__}//EN")
    calendar.add("version", "2.0")
    calendar["X-WR-CALNAME"] = vText(clean(name))
    head, end, rest = bytes(calendar.to_ical()).rpartition(b"END:")
    texts = {
        (str(due.day), identifier): earlier.revise(_without_commands(_event(catalogue, track, due, today)))
        for identifier, (track, due) in events.items()
    }
    texts |= {(event.day, identifier): event.text for identifier, event in kept.items()}
    return b"".join((_without_commands(head), *(texts[key] for key in sorted(texts)), end, rest))


def is_generated(data: bytes) -> bool:
    """Whether *data* is one whole calendar from prodash and nothing else, so that prodash may replace it.

    Its lines end with LF, as those of other calendars in `has_same_content`.
    """
    before, header, *components = [*_BEGIN.split(data), b""]
    return (
        not before
        and header.startswith(b"VCALENDAR\n")
        and _PRODUCT_LINE in header
        and not any(component.upper().startswith(b"VCALENDAR") for component in components)
        and data.endswith(b"\nEND:VCALENDAR\n")
    )


def has_same_content(one: bytes, other: bytes) -> bool:
    """Whether two calendars are equal except for the day on which they were made."""
    return _STAMP.sub(b"", one) == _STAMP.sub(b"", other)


def _without_commands(text: bytes) -> bytes:
    """*text* with a line folded once more where a CI service would take it for a workflow command."""
    return _HASHES.sub(b"#\r\n ", _COLONS.sub(rb"\1:\r\n ", text))


def _event(catalogue: Catalogue, track: Track, due: Due, today: date) -> bytes:
    """The event of *track*, its properties in the order of icalendar."""
    stage = catalogue.stage_of(track)
    category = stage.name if stage else track.stage
    lines = [("BEGIN", "VEVENT"), ("SUMMARY", _text(clean(track.title)))]
    lines.append(("DTSTART;VALUE=DATE", _compact(due.day)))
    if due.day < date.max:
        lines.append(("DTEND;VALUE=DATE", _compact(due.day + timedelta(days=1))))
    lines += [("DTSTAMP", f"{_compact(today)}T000000Z"), ("UID", _text(uid_of(track.id))), ("SEQUENCE", "0")]
    if category:
        lines.append(("CATEGORIES", _text(clean(category))))
    lines.append(("DESCRIPTION", _text(_description(catalogue, track, due))))
    return _folded([*lines, ("TRANSP", "TRANSPARENT"), ("END", "VEVENT")])


def _text(text: str) -> str:
    """*text* as the value of a property."""
    from icalendar import vText

    value: Any = vText(text)
    return str(value.to_ical(), "utf-8")


def _folded(lines: Iterable[tuple[str, str]]) -> bytes:
    """*lines*, names with their values, as a calendar has them; an `Event` of icalendar takes five times as long."""
    from icalendar import parser

    content: Any = parser.Contentlines(map(parser.Contentline, (f"{name}:{value}" for name, value in lines)))
    return bytes(content.to_ical())


def _compact(day: date) -> str:
    """The *day* as a calendar writes it, such as `20261201`."""
    return day.isoformat().replace("-", "")


def _description(catalogue: Catalogue, track: Track, due: Due) -> str:
    stage = catalogue.stage_of(track)
    facts = {
        "Stage": stage.name if stage else track.stage,
        "Workflows": names_of(catalogue.workflows, track.workflows),
        "Projects": names_of(catalogue.projects, track.projects),
        "Due date": f"from {due.source.name}" if due.source else "from the track",
    }
    return "\n".join(f"{fact}: {clean(text)}" for fact, text in facts.items() if text)
