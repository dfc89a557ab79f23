"""list: tracks as rows."""

from prodash.commands.options import FormatName
from prodash.model.filters import Filters
from prodash.model.query import in_order
from prodash.render.tracks import track_sheet
from prodash.session import Session


def list_tracks(session: Session, filters: Filters, format: FormatName = "table") -> None:  # noqa: A002
    """Tracks as rows, by stage and then by due date; ↑ marks a date that comes from a project.

    Example: prodash list --stage mixing --due week
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters)
    session.show(track_sheet(catalogue, in_order(catalogue, selected.tracks), session.today), format)
