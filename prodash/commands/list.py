"""list: tracks as rows."""

from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS, FailIf, in_order
from prodash.render.formats.output import Output
from prodash.render.sheets.tracks import inherited_remarks, track_sheet
from prodash.session.session import Session


def list_tracks(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """List tracks by stage and then by due date.

    Example: prodash list --stage mixing --due week
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if)
    if filters.is_empty and catalogue.is_empty:
        session.outcome.add_remark(NO_TRACKS)
    session.outcome.remarks += inherited_remarks(catalogue, selected.tracks, output)
    session.show(track_sheet(catalogue, in_order(catalogue, selected.tracks), session.today), output)
