"""show: everything about a track."""

from collections.abc import Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf
from prodash.render.formats.left_out import cut_remarks
from prodash.render.formats.output import Output
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.screen import Screen
from prodash.render.views.track_card import track_cards
from prodash.session.history_reader import history_if_any
from prodash.session.session import Session


def show(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """Show everything about one track or several.

    Example: prodash show midnight-drive
    """
    if filters.is_empty:
        raise UsageError("name a track, as in 'prodash show TRACK', or use a filter or --all")
    catalogue = session.load()
    tracks = session.select(catalogue, filters, fail_if).tracks
    sheet = track_sheet(catalogue, tracks, session.today)

    def picture(rows: Sequence[Track], screen: Screen) -> str:
        history = history_if_any(session, catalogue)
        for remark in cut_remarks(history, [track.path for track in rows]) if history else ():
            session.outcome.add_remark(remark)
        return track_cards(catalogue, rows, session.today, screen, history)

    session.show(sheet, output, picture)
