"""show: everything about a track."""

from prodash.commands.options import FormatName
from prodash.errors import UsageError
from prodash.model.filters import Filters
from prodash.render.card import track_cards
from prodash.render.tracks import track_sheet
from prodash.session import Session


def show(session: Session, filters: Filters, format: FormatName = "table") -> None:  # noqa: A002
    """Everything about a track, or about each track that a filter selects.

    Example: prodash show midnight-drive
    """
    if filters.ask_for_nothing:
        raise UsageError("say which track to show, as in 'prodash show TRACK', or use a filter or --all")
    catalogue = session.load()
    tracks = session.select(catalogue, filters).tracks
    sheet = track_sheet(catalogue, tracks, session.today)
    session.show(sheet, format, lambda screen: track_cards(catalogue, tracks, session.today, screen))
