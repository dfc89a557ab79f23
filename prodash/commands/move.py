"""move: tracks into another folder."""

from typing import Annotated

import typer

from prodash.completion.choices import TRACKS_AND_FOLDERS
from prodash.errors import UsageError
from prodash.model.files.move import plan_move_tracks
from prodash.model.select.filters import Filters
from prodash.options.change import Pick
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks, no_tracks_named
from prodash.session.session import Session

_WORDS = "Tracks by id, title or path, then the folder below tracks/; - reads tracks from stdin."


def move(
    session: Session,
    track: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TRACK]... FOLDER", help=_WORDS, show_default=False),
        TRACKS_AND_FOLDERS,
    ] = None,
    pick: Pick = False,
    *,
    filters: Filters,
    options: ChangeOptions,
) -> None:
    """Move tracks into a folder below tracks/.

    A folder that is missing is made, and one that becomes empty is removed. To move tracks out of all folders, write tracks as
    the folder. The ids stay, and so do the files, but for the line that tells editors where their schema is. With --pick you
    mark the tracks by hand. prodash undo moves the files back.

    Example: prodash move midnight-drive dune old/2026
    """
    *ids, folder = track or [""]
    filters = session.settings.with_named_filters(filters._replace(track=tuple(ids) or None))
    if not folder:
        raise UsageError("name the tracks and then the folder, as in 'prodash move midnight-drive summer-ep'")
    if pick:
        from prodash.session.pick.filters import picked

        filters = picked(session, filters, f"Which tracks to move to {folder}?", unasked=options.yes)
    if filters.is_empty:
        raise no_tracks_named(options, f"move before the folder {folder!r}", filters.filter)
    change_tracks(
        session,
        filters,
        options,
        lambda catalogue, selected: plan_move_tracks(catalogue, selected, folder),
    )
