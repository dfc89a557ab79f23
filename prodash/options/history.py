"""History options: the moves and the days that a command shows."""

from typing import Annotated, Any

import typer

from prodash.completion import choices
from prodash.model.flow.asked_periods import PER, AskedPeriods
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


def _per(name: str) -> str:
    if name in PER:
        return name
    raise typer.BadParameter(f"unknown period {name!r}; choose from {', '.join(PER)}")


def _period_option(name: str, metavar: str, help: str, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, metavar=metavar, help=help, rich_help_panel="Which days", **more)


class PeriodOptions(OptionGroup, builds=AskedPeriods):
    """The days of which a command tells, and the periods in which it counts."""

    since: Annotated[
        str | None,
        _period_option(
            "--since",
            "WHEN",
            "From this day on: a date, monday, 3m, last month; by default the last 26 weeks.",
        ),
        choices.PAST_DAY,
    ] = None
    until: Annotated[
        str | None, _period_option("--until", "WHEN", "Until this day; by default today."), choices.PAST_DAY
    ] = None
    per: Annotated[
        str | None,
        _period_option(
            "--per",
            "day|week|month",
            "Count at the end of each day, week or month; by default each row is a week.",
            parser=_per,
        ),
        choices.Choices(PER),
    ] = None
