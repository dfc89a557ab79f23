"""init: a new catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import FOLDERS, Choices
from prodash.errors import UsageError
from prodash.model.entries.stage_list import parse_stage_list
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_by_signal
from prodash.storage.disk.locate import TRACKS
from prodash.storage.edit.entry_text import list_text
from prodash.storage.git.environment import git_environment, may_have_repository
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
    stages: Annotated[
        list[str] | None,
        typer.Option(
            "--stages",
            metavar="A,B,C",
            help="Start with these stages instead; the last is finished, unless a kind is said, as in C:active.",
        ),
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Add the tracks of a working producer, due around today.")
    ] = False,
    git: Annotated[
        bool,
        typer.Option("--git", help="Create a git repository too, if there is none, and run git-setup in it."),
    ] = False,
) -> None:
    """Create a catalogue with stages and workflows.

    Change them as you like.

    Example: prodash init my-music --preset growth --sample
    """
    if preset not in preset_names():
        raise UsageError(f"unknown preset {preset!r}; write --preset {' or '.join(preset_names())}")
    if stages and sample:
        raise UsageError("--sample has tracks in the stages of a preset; leave out --stages, or --sample")
    own = list_text("stages", parse_stage_list(stages)) if stages else None
    root = folder or Path(session.options.catalogue or ".")
    if git:
        from prodash.session.git_setup.run import require_setup_possible

        require_setup_possible(session, root)
    with stop_by_signal():
        day = session.today if sample else None
        paths = create_catalogue(root, preset, session.environment.variables, day, own)
    if not session.options.quiet:
        session.console.print("\n".join(clean(line) for line in _created(root, paths)))
    refresh_schemas(root, load(root))
    words = ["prodash", *_catalogue_words(session, root)]
    command = shell.command(*words, *([] if sample else ["stages"]))
    session.console.info(f"the catalogue is ready; {command} shows {'it' if sample else 'its stages'}")
    _set_up_git(session, root, words, asked=git)


def _set_up_git(session: Session, root: Path, words: Sequence[str], *, asked: bool) -> None:
    """Let git merge by field if that is *asked*; in a repository, else name the command that does.  Raises GitError."""
    if asked:
        from prodash.session.git_setup.run import set_up_new

        set_up_new(session, root)
    elif may_have_repository(root, git_environment(root, session.environment.variables)):
        command = shell.command(*words, "git-setup")
        session.console.info(f"{command} lets git merge by field what several people change")


def _catalogue_words(session: Session, root: Path) -> list[str]:
    """The words that name the catalogue in a command; none if that is found in the current folder without them."""
    is_found = root == Path() and not session.environment.variables.get("PRODASH_CATALOGUE")
    return [] if is_found else ["-C", str(root)]


def _created(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """The new files, with the tracks as one line."""
    tracks = [path for path in paths if path.startswith(f"{TRACKS}/")]
    yield from ((root / path).as_posix() for path in paths if path not in tracks)
    if tracks:
        yield f"{(root / TRACKS).as_posix()}/  {pluralise(len(tracks), 'track')}"
