"""Global options: options that may stand before or after every command."""

from typing import Annotated, Any

import typer

from prodash.completion.choices import FOLDERS, Choices
from prodash.errors import UsageError
from prodash.options.option_group import OptionGroup
from prodash.session.run_options import RunOptions
from prodash.session.session import Session
from prodash.session.terminal.console import COLORS


def _color(name: str) -> str:
    if name in COLORS:
        return name
    raise typer.BadParameter(f"unknown choice {name!r}; choose from {', '.join(COLORS)}")


def _global_option(*names: str, help: str, **more: Any) -> Any:  # noqa: A002 (Typer's own word)
    return typer.Option(*names, help=help, rich_help_panel="Every command", **more)


class GlobalOptions(OptionGroup):
    """Options for the catalogue, colour, pager, remarks and the index."""

    catalogue: Annotated[
        str | None,
        _global_option(
            "--catalogue",
            "-C",
            metavar="DIR",
            help="The catalogue's folder, else $PRODASH_CATALOGUE.",
        ),
        FOLDERS,
    ] = None
    color: Annotated[
        str | None,
        _global_option("--color", parser=_color, metavar="WHEN", help="Use colour: auto, always or never."),
        Choices(COLORS),
    ] = None
    no_pager: Annotated[
        bool,
        _global_option("--no-pager", help="Print long answers without a pager."),
    ] = False
    quiet: Annotated[bool, _global_option("--quiet", help="Print only results and errors.")] = False
    no_index: Annotated[
        bool, _global_option("--no-index", help="Read all anew, not what .prodash keeps.")
    ] = False


def apply_global_options(
    session: Session, *, catalogue: str | None, color: str | None, no_pager: bool, quiet: bool, no_index: bool
) -> Session:
    """Apply these options to *session*; an option after the command wins over one before it."""
    if catalogue == "":
        raise UsageError("--catalogue is empty; name a folder")
    before = session.options
    session.set_options(
        RunOptions(
            catalogue or before.catalogue,
            color or before.color,
            quiet=quiet or before.quiet,
            use_index=before.use_index and not no_index,
            use_pager=before.use_pager and not no_pager,
        )
    )
    return session
