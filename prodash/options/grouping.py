"""Grouping options: the field by which tracks are grouped."""

from typing import Annotated

import typer

from prodash.completion import choices

_METAVAR = "stage|workflow|project|KEY"

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar=_METAVAR,
        help="Group tracks by this; KEY is a custom field.",
    ),
    choices.BY,
]

GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar=_METAVAR,
        help="Show tracks in groups by this, each under its name; KEY is a custom field.",
        rich_help_panel="Order",
    ),
    choices.BY,
]
