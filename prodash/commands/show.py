"""show: everything about a track."""

from collections.abc import Sequence

from prodash.errors import UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected
from prodash.render.formats.left_out import cut_remarks
from prodash.render.formats.output import Output
from prodash.render.sheets.tracks import track_sheet
from prodash.render.terminal.screen import Screen
from prodash.render.views.track_card import track_cards
from prodash.session.history_reader import history_if_any
from prodash.session.session import Session


def show(session: Session, filters: Filters, fail_if: FailIf, output: Output) -> None:
    """Show everything about one track or several.

    Of a track in conflict it shows both sides, and how to settle it.

    Example: prodash show midnight-drive
    """
    if filters.is_empty:
        raise UsageError("name a track, as in 'prodash show TRACK', or use a filter or --all")
    catalogue = session.load()
    selected = session.select(catalogue, filters, fail_if)
    sheet = track_sheet(catalogue, selected.tracks, session.today)

    def picture(rows: Sequence[Track], screen: Screen) -> str:
        history = history_if_any(session, catalogue)
        for remark in cut_remarks(history, [track.path for track in rows]) if history else ():
            session.outcome.add_remark(remark)
        cards = track_cards(catalogue, rows, session.today, screen, history)
        return "\n\n\n".join(filter(None, [cards, _in_conflict(session, catalogue, selected, screen)]))

    session.show(sheet, output, picture)


def _in_conflict(session: Session, catalogue: Catalogue, selected: Selected, screen: Screen) -> str:
    """Both sides of the selected tracks that are in conflict."""
    if not selected.unread:
        return ""
    from prodash.session.resolve.on_card import conflict_picture, conflicts_of

    conflicts = conflicts_of(session, catalogue, selected.unread)
    return conflict_picture(catalogue, conflicts, screen) if conflicts else ""
