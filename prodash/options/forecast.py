"""Forecast options: from which past weeks a forecast is made, and when it makes a script fail."""

from typing import Annotated

import typer

from prodash.completion import choices
from prodash.completion.choices import Choices
from prodash.model.forecast.asked_weeks import USUAL_WEEKS, AskedWeeks
from prodash.model.forecast.forecast import FEWEST_WEEKS
from prodash.options.option_group import OptionGroup

PROJECT = "project"
_SURE = 100


def _weeks(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) >= FEWEST_WEEKS:
        return int(text)
    fewest = f"from {FEWEST_WEEKS} on"
    raise typer.BadParameter(f"{text!r} is not a number of weeks {fewest}; write one such as {USUAL_WEEKS}")


def _of_100(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= _SURE:
        return int(text)
    raise typer.BadParameter(f"{text!r} is not a number from 1 to {_SURE}; write one such as 50")


def _project(text: str) -> str:
    if text.casefold() in {PROJECT, f"{PROJECT}s"}:
        return PROJECT
    raise typer.BadParameter(f"tracks cannot be forecast by {text!r}; write --by {PROJECT}")


class WeekOptions(OptionGroup, builds=AskedWeeks):
    """The past weeks from which a forecast is made."""

    weeks: Annotated[
        int | None,
        typer.Option(
            "--history",
            parser=_weeks,
            metavar="WEEKS",
            help=f"Use the last WEEKS whole weeks; by default {USUAL_WEEKS}, half a year.",
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="Use the whole weeks from this day on."),
        choices.PAST_DAY,
    ] = None


ByProject = Annotated[
    str | None,
    typer.Option("--by", parser=_project, metavar=PROJECT, help="Show a line for each project."),
    Choices((PROJECT,)),
]

FailBelow = Annotated[
    int | None,
    typer.Option(
        "--fail-if-below",
        parser=_of_100,
        metavar="N",
        help="Exit with 6 if a due date is kept in fewer than N of 100 futures.",
        rich_help_panel="Exit code",
    ),
]
