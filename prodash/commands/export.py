"""export: due dates for a calendar."""

from typing import Annotated

import typer

from prodash.errors import ProdashError, UsageError
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.render.report.calendar import as_calendar, events_by_id, has_same_content, is_generated
from prodash.render.terminal.words import pluralise
from prodash.session.generated_file import STDOUT, GeneratedFile, write_output
from prodash.session.session import Session

_MAX_BYTES = 1 << 27
_CALENDAR = GeneratedFile("calendar", is_generated, has_same_content)


def export(
    session: Session,
    file: Annotated[
        str, typer.Argument(metavar="FILE.ics", help="The calendar file to write; - writes to stdout.")
    ],
    *,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a calendar with an all-day event for each selected track that has a due date.

    Each event keeps its identity, so a calendar program can subscribe to the file.

    Example: prodash export due.ics --project summer-ep
    """
    if file != STDOUT and not file.casefold().endswith(".ics"):
        raise UsageError(
            f"{file!r} does not end in .ics; name a calendar such as due.ics; "
            "for CSV, write 'prodash list --format csv > FILE.csv'"
        )
    catalogue = session.load()
    tracks = session.select(catalogue, filters, fail_if).tracks
    events = events_by_id(catalogue, tracks)
    name = session.root.resolve().name
    calendar = as_calendar(name, catalogue, events, session.today, _earlier_calendar(file))
    summary = pluralise(len(events), "event")
    if without := sum(catalogue.due_of(track) is None for track in tracks):
        summary += f"; {pluralise(without, 'track')} without a due date left out"
    write_output(session, file, calendar, _CALENDAR, summary)


def _earlier_calendar(file: str) -> bytes:
    """The calendar that is there; empty if there is none from prodash, which is for `write_output` to say."""
    from prodash.storage.external.files import existing_bytes

    try:
        data = b"" if file == STDOUT else existing_bytes(file, _MAX_BYTES) or b""
    except ProdashError:
        return b""
    return data
