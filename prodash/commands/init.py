"""init: a new catalogue."""

from pathlib import Path
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import FOLDERS, Choices
from prodash.errors import UsageError
from prodash.render.terminal.width import clean
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_by_signal
from prodash.storage.read.load import load
from prodash.storage.resources.presets import create_catalogue, preset_names
from prodash.storage.resources.schemas import refresh_schemas


def init(
    session: Session,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder of the new catalogue."), FOLDERS
    ] = None,
    preset: Annotated[
        str,
        typer.Option(metavar="|".join(preset_names()), help="The stages to start with."),
        Choices(preset_names()),
    ] = "music",
    sample: Annotated[bool, typer.Option("--sample", help="Add a few sample tracks.")] = False,
) -> None:
    """Create a catalogue with stages and workflows that you can change as you like.

    Example: prodash init my-music --preset growth --sample
    """
    if preset not in preset_names():
        raise UsageError(f"unknown preset {preset!r}; write --preset {' or '.join(preset_names())}")
    root = folder or Path(session.options.catalogue or ".")
    with stop_by_signal():
        paths = create_catalogue(root, preset, session.environment.variables, sample=sample)
    if not session.options.quiet:
        session.console.print("\n".join(clean((root / path).as_posix()) for path in paths))
    refresh_schemas(root, load(root))
    command = shell.command("prodash", "-C", str(root), "stages")
    session.console.info(f"the catalogue is ready; {command} shows its stages")
