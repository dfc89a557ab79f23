"""help: what --help of a command shows, under the name that people try first."""

from typing import Annotated

import typer

from prodash.commands import COMMANDS
from prodash.completion.choices import Choices

_WORDS = Choices(tuple(name for name in COMMANDS if " " not in name))


def show_help(
    context: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COMMAND]...", help="The command to explain.", show_default=False),
        _WORDS,
    ] = None,
) -> None:
    """Explain a command, as its --help does.

    Without a command, it lists all of them.

    Example: prodash help stages add
    """
    root = context.find_root()
    root.command.main([*(command or ()), "--help"], prog_name="prodash", standalone_mode=False, obj=root.obj)
