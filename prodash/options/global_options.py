"""Everywhere: the options that stand before or behind every command."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from prodash.completion.values import FOLDERS, Values
from prodash.console import COLORS
from prodash.errors import UsageError
from prodash.session import Session

_PANEL = "Everywhere"


def _color(name: str) -> str:
    if name in COLORS:
        return name
    raise typer.BadParameter(f"there is no {name!r}; write {', '.join(COLORS)}")


CatalogueOption = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        "-C",
        metavar="DIR",
        help="The catalogue's folder, else $PRODASH_CATALOGUE, else the nearest above.",
        rich_help_panel=_PANEL,
    ),
    FOLDERS,
]
ColorOption = Annotated[
    str | None,
    typer.Option(
        "--color", parser=_color, metavar="|".join(COLORS), help="When to use colour.", rich_help_panel=_PANEL
    ),
    Values(COLORS),
]
QuietOption = Annotated[
    bool,
    typer.Option(
        "--quiet", help="No remarks, and no word from a change that went well.", rich_help_panel=_PANEL
    ),
]

NoIndexOption = Annotated[
    bool,
    typer.Option(
        "--no-index",
        help="Read every file, whatever .prodash/index.json remembers.",
        rich_help_panel=_PANEL,
    ),
]

EVERYWHERE: Mapping[str, Any] = {
    "catalogue": CatalogueOption,
    "color": ColorOption,
    "quiet": QuietOption,
    "no_index": NoIndexOption,
}


def apply_global_options(
    session: Session, *, catalogue: str | None, color: str | None, quiet: bool, no_index: bool
) -> Session:
    """*session* with what these options say; what stands behind the command comes last and wins."""
    if catalogue == "":
        raise UsageError("--catalogue is empty; name a folder")
    session.catalogue_named = catalogue or session.catalogue_named
    session.color = color or session.color
    session.quiet = quiet or session.quiet
    session.with_index = session.with_index and not no_index
    return session
