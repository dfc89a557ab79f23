"""sync: send what was changed here and receive what others changed."""

from typing import Annotated

import typer

from prodash.completion.choices import MESSAGE
from prodash.options.output import FormatOptions
from prodash.render.formats.output import Output
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
    edit: Annotated[
        bool,
        typer.Option(
            "--edit", "-e", help="Edit that message first, in git's editor; an empty one sends nothing."
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            "-n",
            help="Show what would be sent and received, or why it would fail; it only fetches.",
        ),
    ] = False,
    no_push: Annotated[
        bool,
        typer.Option("--no-push", help="Commit your changes and receive those of others, but send nothing."),
    ] = False,
    output: Annotated[Output, FormatOptions],
) -> None:
    """Send your changes and receive those of others.

    It commits the tracks, templates, stages, workflows, projects, fields and prodash.yaml that you changed, merges what
    others have sent, field by field, and pushes both with git. If anything fails, your files, the branch and the index of
    git are as before, and it says what to do. It never overwrites what others have sent.

    Example: prodash sync
    """
    run_sync(session, SyncOptions(message, edits=edit, dry_run=dry_run, pushes=not no_push), output)
