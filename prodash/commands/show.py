"""show: everything about a track."""

from prodash.errors import UsageError
from prodash.model.filters import Filters
from prodash.model.query import FailIf
from prodash.render.card import track_cards
from prodash.render.output import Output
from prodash.render.tracks import track_sheet
from prodash.session import Session


def show(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """Everything about a track, or about each track that a filter selects.

    Example: prodash show midnight-drive
    """
    if filters.ask_for_nothing:
        raise UsageError("say which track to show, as in 'prodash show TRACK', or use a filter or --all")
    catalogue = session.load()
    tracks = session.select(catalogue, filters, fail_if).tracks
    sheet = track_sheet(catalogue, tracks, session.today)
    session.show(sheet, output, lambda rows, screen: track_cards(catalogue, rows, session.today, screen))
