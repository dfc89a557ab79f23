"""remove: tracks with their files."""

from prodash.errors import UsageError
from prodash.model.files.remove import plan_remove_tracks
from prodash.model.select.filters import Filters
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks, no_tracks_named
from prodash.session.session import Session


def remove(session: Session, *, filters: Filters, options: ChangeOptions) -> None:
    """Remove tracks: delete their files.

    On a terminal it always asks; elsewhere it needs --yes. prodash undo brings the files back. To keep a track out of sight
    instead, use prodash archive.

    Example: prodash remove voice-memo-31 --dry-run
    """
    if filters.is_empty:
        raise no_tracks_named(options, "remove", filters.filter)
    if not (options.yes or options.dry_run or session.console.can_ask):
        raise UsageError(
            "without a terminal to ask on, remove needs --yes; --dry-run shows what it would remove"
        )

    change_tracks(session, filters, options._replace(ask_from=1), plan_remove_tracks)
