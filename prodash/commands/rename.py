"""rename: another id for a track, which is the name of its file."""

from typing import Annotated

import typer

from prodash.completion.choices import TRACKS
from prodash.model.files.move import plan_rename_track
from prodash.model.select.filters import Filters
from prodash.session.change.options import ChangeOptions
from prodash.session.change.tracks import change_tracks
from prodash.session.session import Session


def rename(
    session: Session,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track by id, title or path."), TRACKS],
    new_id: Annotated[str, typer.Argument(metavar="NEW-ID", help="Its new id, as in dune-ii.")],
    *,
    options: ChangeOptions,
) -> None:
    """Give a track another id, and so its file another name.

    The title stays; prodash set title=TEXT TRACK changes that. The bytes of the file stay too, and prodash undo gives it
    its old name back. Fields that fields.yaml declares to name tracks follow, in all tracks or in none.

    Example: prodash rename midnight-drive night-drive
    """
    change_tracks(
        session,
        Filters(track=(track,)),
        options,
        lambda catalogue, selected: plan_rename_track(catalogue, selected, new_id),
    )
