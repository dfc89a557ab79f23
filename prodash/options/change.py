"""Change options: whether a change is written, asked about and committed, and how its plan is shown."""

from typing import Annotated

import typer

from prodash.completion import values
from prodash.options.option_group import OptionGroup
from prodash.options.output import FormatOptions
from prodash.session.change_options import ChangeOptions


class WriteOptions(OptionGroup, builds=ChangeOptions):
    """Whether a change is written, asked about and committed."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would change, write nothing.")
    ] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="[MESSAGE]",
            help="Commit what was changed, and only that, to git; words the message where there is none.",
        ),
        values.MESSAGE,
    ] = None


class ChangePlanOptions(FormatOptions, WriteOptions, builds=ChangeOptions):
    """Whether a change is written, asked about and committed, and how its plan is shown."""
