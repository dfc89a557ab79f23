"""init: a new catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import FOLDERS, Choices
from prodash.errors import UsageError
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.catalogue.stage import Stage
from prodash.model.entries.stage_list import parse_stage_list
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise
from prodash.session.session import Session
from prodash.session.terminal.signals import stop_by_signal
from prodash.storage.disk.locate import TRACKS
from prodash.storage.edit.entry_text import entry_text, list_text
from prodash.storage.git.environment import git_environment, may_have_repository
from prodash.storage.read.load import load
from prodash.storage.read.stage_key import FIELD
from prodash.storage.resources.presets import (
    create_around_tracks,
    create_catalogue,
    preset_names,
    require_free,
)
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
    *,
    stage_field: Annotated[
        str | None,
        typer.Option(
            "--stage-field",
            metavar="FIELD",
            help="Make the stages of the values of this field in the tracks that are there; --stages orders them.",
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

    Change them as you like. --stage-field makes a catalogue of a folder whose tracks say their stage in another field, such as
    status; their files stay as they are.

    Example: prodash init my-music --preset growth --sample
    """
    if preset not in preset_names():
        raise UsageError(f"unknown preset {preset!r}; write --preset {' or '.join(preset_names())}")
    if stages and sample:
        raise UsageError("--sample has tracks in the stages of a preset; leave out --stages, or --sample")
    if stage_field is not None and sample:
        raise UsageError("--stage-field is for tracks that are there; leave out --sample")
    root = folder or Path(session.options.catalogue or ".")
    if git:
        from prodash.session.git_setup.run import require_setup_possible

        require_setup_possible(session, root)
    if stage_field is None:
        own = list_text("stages", parse_stage_list(stages)) if stages else None
        with stop_by_signal():
            day = session.today if sample else None
            paths = create_catalogue(root, preset, session.environment.variables, day, own)
    else:
        paths = _around_tracks(session, root, preset, stage_field, stages or ())
    if not session.options.quiet:
        session.console.print("\n".join(clean(line) for line in _created(root, paths)))
    catalogue = load(root)
    refresh_schemas(root, catalogue)
    words = ["prodash", *_catalogue_words(session, root)]
    shows_tracks = not catalogue.is_empty
    command = shell.command(*words, *([] if shows_tracks else ["stages"]))
    session.console.info(f"the catalogue is ready; {command} shows {'it' if shows_tracks else 'its stages'}")
    if stage_field is not None and not stages:
        _tell_stages(session, catalogue.stages.in_order, words)
    elif shows_tracks and not any(track.stage for track in catalogue.tracks):
        check = shell.command(*words, "check")
        session.console.info(f"no track has a stage; {check} says which field of the tracks looks like one")
    _set_up_git(session, root, words, asked=git)


def _around_tracks(
    session: Session, root: Path, preset: str, field: str, stages: Sequence[str]
) -> tuple[str, ...]:
    """Make a catalogue of the tracks in *root*, whose *field* names their stage; the paths of the new files."""
    from prodash.session.init.stages import stages_of_field

    require_free(root)
    own = list_text("stages", stages_of_field(session, root, field, stages))
    line = "" if field == STAGE_KEY else f"{entry_text({FIELD: field})}\n"
    with stop_by_signal():
        return create_around_tracks(root, preset, session.environment.variables, line + own)


def _tell_stages(session: Session, stages: Sequence[Stage], words: Sequence[str]) -> None:
    """Say what prodash decided about the order of *stages*, and which of them is finished, with the commands that change it."""
    finish = shell.command(*words, "stages", "set", "ID", "kind=finished")
    finished = [stage.name for stage in stages if not stage.is_active]
    if finished:
        session.console.info(f"{finished[0]!r} is finished, as the last stage; {finish} says so of another")
    else:
        move = shell.command(*words, "stages", "move")
        session.console.info(
            f"the stage of most tracks comes first, and none is finished; {move} puts them in order, and {finish} says which is finished"
        )


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
