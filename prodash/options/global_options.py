"""Global options: those that stand before or behind every command."""

from typing import Annotated, Any

import typer

from prodash.completion.values import FOLDERS, Values
from prodash.errors import UsageError
from prodash.options.option_group import OptionGroup
from prodash.session.console import COLORS
from prodash.session.run_options import RunOptions
from prodash.session.session import Session


def _color(name: str) -> str:
    if name in COLORS:
        return name
    raise typer.BadParameter(f"there is no {name!r}; write {', '.join(COLORS)}")


def _global_option(*names: str, help: str, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, help=help, rich_help_panel="Everywhere", **more)


class GlobalOptions(OptionGroup):
    """Where the catalogue is, how it is read, and what people see of the answer."""

    catalogue: Annotated[
        str | None,
        _global_option(
            "--catalogue",
            "-C",
            metavar="DIR",
            help="The catalogue's folder, else $PRODASH_CATALOGUE, else the nearest above.",
        ),
        FOLDERS,
    ] = None
    color: Annotated[
        str | None,
        _global_option("--color", parser=_color, metavar="|".join(COLORS), help="When to use colour."),
        Values(COLORS),
    ] = None
    quiet: Annotated[
        bool, _global_option("--quiet", help="No remarks, and no word from a change that went well.")
    ] = False
    no_index: Annotated[
        bool, _global_option("--no-index", help="Read every file, whatever .prodash/index.json remembers.")
    ] = False


def apply_global_options(
    session: Session, *, catalogue: str | None, color: str | None, quiet: bool, no_index: bool
) -> Session:
    """*session* with what these options say; what stands behind the command comes last and wins."""
    if catalogue == "":
        raise UsageError("--catalogue is empty; name a folder")
    before = session.options
    session.set_options(
        RunOptions(
            catalogue or before.catalogue,
            color or before.color,
            quiet=quiet or before.quiet,
            use_index=before.use_index and not no_index,
        )
    )
    return session
