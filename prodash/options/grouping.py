"""Grouping options: the field by which tracks are grouped, and those whose values are added up."""

from typing import Annotated, Any

import typer

from prodash.completion import choices
from prodash.model.sums.asked_sums import AskedSums
from prodash.options.option_group import OptionGroup

_Texts = list[str] | None
_METAVAR = "stage|workflow|project|KEY"

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar=_METAVAR,
        help="Group tracks by this; KEY is a custom field, or due.month.",
    ),
    choices.BY,
]

GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar=_METAVAR,
        help="Show tracks below the names of their groups; KEY is a custom field, or due.month.",
        rich_help_panel="Order",
    ),
    choices.BY,
]


def _sum_option(name: str, help: str) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(name, metavar="FIELD", help=help, rich_help_panel="Sums")


class SumOptions(OptionGroup, builds=AskedSums):
    """What the values of a field come to."""

    sum_of: Annotated[
        _Texts,
        _sum_option("--sum", "Add up the values of a field: numbers, or lengths such as 3:45."),
        choices.SUMMED,
    ] = None
    mean_of: Annotated[
        _Texts, _sum_option("--mean", "Show the mean of numbers or lengths."), choices.SUMMED
    ] = None
    min_of: Annotated[
        _Texts,
        _sum_option("--min", "Show the least number, length or version, or the first date."),
        choices.SUMMED,
    ] = None
    max_of: Annotated[
        _Texts,
        _sum_option("--max", "Show the greatest number, length or version, or the last date."),
        choices.SUMMED,
    ] = None
    count_of: Annotated[
        _Texts,
        _sum_option(
            "--count",
            "Count the tracks that have a value; if the values are true and false, those with true.",
        ),
        choices.SUMMED,
    ] = None
