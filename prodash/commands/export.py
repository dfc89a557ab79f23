"""export: due dates for a calendar."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from prodash.completion.choices import FILES
from prodash.errors import ProdashError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.model.views.agenda import uncertain_ids
from prodash.render.calendar.calendar import (
    as_calendar,
    events_by_id,
    has_same_content,
    is_generated,
)
from prodash.render.calendar.revision import EarlierCalendar
from prodash.render.terminal.words import pluralise
from prodash.session.generated_file import STDOUT, GeneratedFile, can_publish, write_output
from prodash.session.session import Session

_MAX_BYTES = 1 << 27
_CALENDAR = GeneratedFile("calendar", is_generated, has_same_content)


def export(
    session: Session,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.ics", help="The calendar file to write; - writes to stdout."),
        FILES,
    ],
    *,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a calendar of the due dates of tracks.

    Each date is an all-day event. Each event keeps its identity, so a calendar program can subscribe to the file.

    Example: prodash export due.ics --project summer-ep
    """
    if file != STDOUT and not file.casefold().endswith(".ics"):
        raise UsageError(
            f"{file!r} does not end in .ics; name a calendar such as due.ics; "
            "for CSV, write 'prodash list --format csv > FILE.csv'"
        )
    catalogue = session.load()
    if not can_publish(session, catalogue, file):
        return
    tracks = session.select(catalogue, filters, fail_if).tracks
    events = events_by_id(catalogue, tracks)
    earlier = EarlierCalendar.of(_existing_bytes(file))
    kept = earlier.kept(uncertain_ids(catalogue, session.outcome.problems) - {*events})
    name = session.root.resolve().name
    calendar = as_calendar(name, catalogue, events, session.today, earlier, kept)
    write_output(session, file, calendar, _CALENDAR, _summary(catalogue, tracks, len(events), len(kept)))


def _summary(catalogue: Catalogue, tracks: Sequence[Track], events: int, kept: int) -> str:
    summary = pluralise(events + kept, "event")
    if kept:
        summary += (
            f", {kept:,} of them as before, because {'its' if kept == 1 else 'their'} date cannot be read"
        )
    if without := [track for track in tracks if catalogue.due_of(track) is None]:
        summary += f"; {pluralise(len(without), 'track')} without a due date left out"
        in_projects = sum(bool(track.projects) for track in without)
        if in_projects and not catalogue.projects.is_declared:
            summary += f", {in_projects:,} of them in projects, whose dates are unknown without projects.yaml"
    return summary


def _existing_bytes(file: str) -> bytes:
    """The calendar that is there; empty if there is none or it cannot be read, for `write_output` says why."""
    from prodash.storage.external.files import existing_bytes

    with suppress(ProdashError):
        return b"" if file == STDOUT else existing_bytes(file, _MAX_BYTES) or b""
    return b""
