"""export: due dates for a calendar."""

from typing import Annotated

import typer

from prodash.errors import BadFileError, UsageError
from prodash.model.filters import Filters
from prodash.model.query import FailIf
from prodash.render.calendar import as_calendar, dated, is_ours, says_the_same
from prodash.render.words import count
from prodash.session import STDIN, Session

_STDOUT = STDIN
_MOST_BYTES = 1 << 27


def export(
    session: Session,
    file: Annotated[
        str, typer.Argument(metavar="FILE.ics", help="The calendar to write; - writes to stdout.")
    ],
    *,
    filters: Filters,
    fail_if: FailIf,
) -> None:
    """Write a calendar with an all-day event for each selected track that has a due date.

    The events keep their identity, so a calendar program can subscribe to the file.

    Example: prodash export due.ics --project summer-ep
    """
    if file != _STDOUT and not file.casefold().endswith(".ics"):
        raise UsageError(
            f"{file!r} does not end in .ics; for CSV write 'prodash list --format csv > FILE.csv'"
        )
    catalogue = session.load()
    tracks = session.select(catalogue, filters, fail_if).tracks
    events = dated(catalogue, tracks)
    calendar = as_calendar(session.root.resolve().name, catalogue, events, session.today)
    told = count(len(events), "event")
    if without := sum(catalogue.due_of(track) is None for track in tracks):
        told += f"; {count(without, 'track')} without a due date left out"
    if file == _STDOUT:
        session.say_bytes(calendar)
    elif session.condition_holds:
        told = f"{file} was left as it is: {told}"
    else:
        told = f"{file}: {told}" if _write(file, calendar) else f"{file} has them already: {told}"
    session.remarks.append(told)


def _write(file: str, calendar: bytes) -> bool:
    """Write the calendar unless the file says the same, and say whether it was written."""
    from prodash.storage.outside import bytes_there, is_empty_file, write_outside

    there = bytes_there(file, _MOST_BYTES)
    if there is not None and not is_ours(there) and not is_empty_file(file):
        raise BadFileError(
            file, "it is no calendar that prodash wrote; name another file, or delete it first"
        )
    if there is not None and says_the_same(there, calendar):
        return False
    write_outside(file, calendar)
    return True
