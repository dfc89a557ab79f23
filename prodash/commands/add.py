"""add: a new track."""

from typing import Annotated

import typer

from prodash.completion.choices import ASSIGNMENTS, TRACK_FOLDERS
from prodash.model.change.add_track import plan_add_track
from prodash.model.change.assignment import parse_assignments
from prodash.session.change.options import ChangeOptions
from prodash.session.change.run import ChangeRun
from prodash.session.session import Session


def add(
    session: Session,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title of the track.")],
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...", help="Its other fields, as in stage=writing.", show_default=False
        ),
        ASSIGNMENTS,
    ] = None,
    folder: Annotated[
        str,
        typer.Option("--folder", "-d", metavar="DIR", help="The folder for its file, below tracks/."),
        TRACK_FOLDERS,
    ] = "",
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; otherwise one is made from the title.")
    ] = None,
    *,
    options: ChangeOptions,
) -> None:
    """Add a track: a new file named after its title.

    Its stage is the first one unless you name another.

    Example: prodash add "Midnight Drive" stage=writing projects=summer-ep due=+6w
    """
    parsed = parse_assignments([f"title={title}", *(assignments or ())], session.today)
    ChangeRun(session, options).run_plan(
        lambda catalogue: plan_add_track(catalogue, parsed, folder=folder, identifier=identifier),
    )
