"""History options: the moves and the days that a command shows."""

from functools import partial
from typing import Annotated

import typer

from prodash.completion import choices
from prodash.model.flow.asked_periods import PER, AskedPeriods
from prodash.model.history.move_filters import MoveFilters
from prodash.options.option_group import OptionGroup

_move_option = partial(typer.Option, rich_help_panel="Which moves")
_period_option = partial(typer.Option, rich_help_panel="Which days")


class MoveOptions(OptionGroup, builds=MoveFilters):
    """The moves that a command shows."""

    since: Annotated[
        str | None,
        _move_option(
            "--since",
            metavar="WHEN",
            help="Made on this day or later: a date, yesterday, monday, 2w, last month.",
        ),
        choices.PAST_DAY,
    ] = None
    until: Annotated[
        str | None,
        _move_option("--until", metavar="WHEN", help="Made on this day or earlier."),
        choices.PAST_DAY,
    ] = None
    who: Annotated[
        list[str] | None,
        _move_option(
            "--who",
            metavar="A,B",
            help="Made by A or B, which may be parts of names; you: not committed yet.",
        ),
        choices.PEOPLE,
    ] = None


def _per(name: str) -> str:
    if name in PER:
        return name
    raise typer.BadParameter(f"unknown period {name!r}; choose from {', '.join(PER)}")


class PeriodOptions(OptionGroup, builds=AskedPeriods):
    """The days of which a command tells, and the periods in which it counts."""

    since: Annotated[
        str | None,
        _period_option(
            "--since",
            metavar="WHEN",
            help="From this day on: a date, monday, 3m, last month; by default the last 26 weeks.",
        ),
        choices.PAST_DAY,
    ] = None
    until: Annotated[
        str | None,
        _period_option("--until", metavar="WHEN", help="Until this day; by default today."),
        choices.PAST_DAY,
    ] = None
    per: Annotated[
        str | None,
        _period_option(
            "--per",
            metavar="day|week|month",
            help="Count at the end of each day, week or month; by default each row is a week.",
            parser=_per,
        ),
        choices.Choices(PER),
    ] = None
