"""Grouping option: what tracks are put together by."""

from typing import Annotated

import typer

from prodash.completion import values

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="stage|workflow|project|KEY",
        help="What tracks are put together by; KEY is one of your own.",
    ),
    values.BY,
]
