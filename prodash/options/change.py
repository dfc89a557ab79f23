"""Change options: whether a change is written, asked about and committed, and how its plan is shown."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from prodash.completion import values
from prodash.options.option_group import OptionGroup
from prodash.options.output import FormatOptions
from prodash.render.output import Output


class ChangeOptions(NamedTuple):
    """How a change is to be made, as typed; `commit` None makes no commit, an empty one words its own message.

    The plan is told `aside`, on stderr, where the command answers with something else.
    """

    dry_run: bool = False
    yes: bool = False
    commit: str | None = None
    format: str = "table"
    columns: Sequence[str] = ()
    csv_safe: bool = False
    aside: bool = False

    @property
    def output(self) -> Output:
        """How the plan is to look."""
        return Output(self.format, self.columns, csv_safe=self.csv_safe)


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
