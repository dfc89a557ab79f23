"""add: a new track."""

from typing import Annotated

import typer

from prodash.completion.values import ASSIGNMENTS, TRACK_FOLDERS
from prodash.model.change.add_track import plan_add_track
from prodash.model.change.assignment import parse_assignments
from prodash.session.change_options import ChangeOptions
from prodash.session.change_run import ChangeRun
from prodash.session.session import Session


def add(
    session: Session,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What the track is called.")],
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE]...", help="What else is known of it.", show_default=False),
        ASSIGNMENTS,
    ] = None,
    folder: Annotated[
        str,
        typer.Option("--folder", "-d", metavar="DIR", help="The folder below tracks for its file."),
        TRACK_FOLDERS,
    ] = "",
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id, else one made from the title.")
    ] = None,
    *,
    options: ChangeOptions,
) -> None:
    """Add a track: a new file named after its title, in the first stage unless you say which.

    Example: prodash add "Midnight Drive" stage=writing projects=summer-ep due=+6w
    """
    parsed = parse_assignments([f"title={title}", *(assignments or ())], session.today)
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_add_track(catalogue, parsed, folder=folder, identifier=identifier),
    )
