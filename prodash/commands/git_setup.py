"""git-setup: let git merge the catalogue by field."""

from typing import Annotated

import typer

from prodash.errors import UsageError
from prodash.options.output import FormatOptions
from prodash.render.formats.output import Output, arrange
from prodash.render.sheets.git_setup import setup_sheet
from prodash.session.git_setup.run import set_up, take_back
from prodash.session.session import Session


def git_setup(
    session: Session,
    *,
    hooks: Annotated[
        bool,
        typer.Option(
            "--hooks",
            help="Add a pre-commit hook too, which checks what is staged, unless you have one.",
        ),
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Remove what git-setup has added, and nothing else.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would change and write nothing.")
    ] = False,
    output: Annotated[Output, FormatOptions],
) -> None:
    """Let git merge tracks and vocabularies by field.

    It adds lines to .gitattributes in the catalogue, which you commit once, and settings to this clone, so every clone
    runs it once. What is there already, or is your own, stays. Without prodash, git merges line by line.

    Example: prodash git-setup --hooks
    """
    if undo and hooks:
        raise UsageError("--undo removes the hook too; leave out --hooks")
    # Before anything is written, for it may name unknown columns.
    arrange(setup_sheet((), written=False), output)
    root = session.root
    steps = (
        take_back(session, root, dry_run=dry_run)
        if undo
        else set_up(session, root, hooks=hooks, dry_run=dry_run)
    )
    session.show(setup_sheet(steps, written=not dry_run), output)
