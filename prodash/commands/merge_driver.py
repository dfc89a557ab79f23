"""merge-driver: what git runs to merge a file of a catalogue."""

from typing import Annotated

import typer

from prodash.session.session import Session
from prodash.storage.merge.driver import answer_git


def merge_driver(
    session: Session,
    base: Annotated[str, typer.Argument(metavar="%O", help="The file before both changes.")],
    ours: Annotated[str, typer.Argument(metavar="%A", help="Our file, which is replaced by the merge.")],
    theirs: Annotated[str, typer.Argument(metavar="%B", help="Their file.")],
    others: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[%L %P %S %X %Y]",
            help="The length of conflict markers, the path of the file, and what markers call the base, our and their side.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Merge a file by field; git runs this, you do not.

    Two people may change different fields of a track or entry, and add to the same list. What both changed to different
    values stands between git's conflict markers afterwards, and the exit code is 1.

    Example: prodash merge-driver %O %A %B %L %P
    """
    answer = answer_git([base, ours, theirs, *(others or ())], lambda: session.environment.variables)
    if answer.line:
        session.console.print_err(answer.line)
    raise typer.Exit(answer.code)
