"""History options: the moves that a command shows, of certain days or people."""

from typing import Annotated, Any

import typer

from prodash.completion import choices
from prodash.model.history.move_filters import MoveFilters
from prodash.options.option_group import OptionGroup


def _option(name: str, metavar: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, metavar=metavar, help=help, rich_help_panel="Which moves")


class MoveOptions(OptionGroup, builds=MoveFilters):
    """The moves that a command shows."""

    since: Annotated[
        str | None,
        _option("--since", "WHEN", "Made on this day or later: a date, yesterday, monday, 2w, last month."),
        choices.PAST_DAY,
    ] = None
    until: Annotated[
        str | None, _option("--until", "WHEN", "Made on this day or earlier."), choices.PAST_DAY
    ] = None
    who: Annotated[
        list[str] | None,
        _option("--who", "A,B", "Made by A or B, which may be parts of names; you: not committed yet."),
        choices.PEOPLE,
    ] = None
