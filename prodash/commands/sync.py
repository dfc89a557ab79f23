"""sync: send what was changed here and receive what others changed."""

from typing import Annotated

import typer

from prodash.completion.choices import MESSAGE
from prodash.session.session import Session
from prodash.session.sync.run import SyncOptions
from prodash.session.sync.run import sync as run_sync


def sync(
    session: Session,
    message: Annotated[
        str | None,
        typer.Option(
            "--message",
            "-m",
            metavar="MESSAGE",
            help="What the commit says about your changes; without it, prodash writes that.",
            show_default=False,
        ),
        MESSAGE,
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would be sent and received; it only fetches.")
    ] = False,
    no_push: Annotated[
        bool,
        typer.Option("--no-push", help="Commit your changes and receive those of others, but send nothing."),
    ] = False,
) -> None:
    """Send your changes and receive those of others.

    It commits the tracks, stages, workflows and projects that you changed, merges what others have sent, field by field, and
    pushes both with git. If anything fails, your files, the branch and the index of git are as before, and it says what to do.
    It never overwrites what others have sent.

    Example: prodash sync
    """
    run_sync(session, SyncOptions(message, dry_run=dry_run, pushes=not no_push))
