"""Grouping option: the field by which tracks are grouped."""

from typing import Annotated

import typer

from prodash.completion import choices

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="stage|workflow|project|KEY",
        help="Group tracks by this; KEY is a custom field.",
    ),
    choices.BY,
]
