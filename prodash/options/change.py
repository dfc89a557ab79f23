"""Change options: where a new track goes, and to write, confirm and commit a change, and show its plan."""

from typing import Annotated

import typer

from prodash.completion import choices
from prodash.options.option_group import OptionGroup
from prodash.options.output import FormatOptions
from prodash.session.change.options import ChangeOptions, NewTrackOptions

Pick = Annotated[
    bool,
    typer.Option(
        "--pick", help="Mark the tracks by hand, on a terminal, among those that the filters select."
    ),
]
"""The option of a command that lets the user mark tracks."""

NewField = Annotated[
    bool,
    typer.Option("--new-field", help="Make a custom field although another has nearly the same name."),
]
"""The option of a command that may make a custom field."""


Identifier = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="Its id; otherwise one is made from the title.")
]
"""The option of a command that adds a track."""


class NewFileOptions(OptionGroup, builds=NewTrackOptions):
    """Options that say where the file of a new track is, and what it begins with."""

    folder: Annotated[
        str,
        typer.Option("--folder", "-d", metavar="DIR", help="The folder for its file, below tracks/."),
        choices.TRACK_FOLDERS,
    ] = ""
    identifier: Identifier = None
    template: Annotated[
        str | None,
        typer.Option(
            "--template", "-t", metavar="NAME", help="Begin with a copy of this file in the folder templates."
        ),
        choices.TEMPLATES,
    ] = None
    new_field: NewField = False


class WriteOptions(OptionGroup, builds=ChangeOptions):
    """Options that write, confirm and commit a change."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would change and write nothing.")
    ] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")] = False
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="On a terminal, show every change, however many they are."),
    ] = False
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="[MESSAGE]",
            help="Commit the changed files to git, with other changes in them; without MESSAGE, prodash writes one.",
        ),
        choices.MESSAGE,
    ] = None


class ChangePlanOptions(FormatOptions, WriteOptions, builds=ChangeOptions):
    """Options that write, confirm and commit a change, and the format of its plan."""
