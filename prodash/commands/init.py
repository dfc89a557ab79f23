"""init: a new catalogue."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import FOLDERS, Choices
from prodash.options.option_group import OptionGroup
from prodash.session.init.create import NewCatalogue, create, require_possible
from prodash.session.init.messages import tell_files, tell_ready
from prodash.session.session import Session
from prodash.storage.git.environment import git_environment, may_have_repository
from prodash.storage.read.load import load
from prodash.storage.resources.presets import preset_names
from prodash.storage.resources.schemas import refresh_schemas


class NewCatalogueOptions(OptionGroup, builds=NewCatalogue):
    """What a new catalogue begins with."""

    preset: Annotated[
        str,
        typer.Option(metavar="|".join(preset_names()), help="The stages to start with."),
        Choices(preset_names()),
    ] = "music"
    stages: Annotated[
        list[str] | None,
        typer.Option(
            "--stages",
            metavar="A,B,C",
            help="Start with these stages instead; the last is finished, unless you name its kind, as in C:active.",
        ),
    ] = None
    stage_field: Annotated[
        str | None,
        typer.Option(
            "--stage-field",
            metavar="FIELD",
            help="Make a stage of each value of this field in the tracks that are there; --stages orders them.",
        ),
    ] = None
    sample: Annotated[
        bool, typer.Option("--sample", help="Add the tracks of a working producer, due around today.")
    ] = False


def init(
    session: Session,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder of the new catalogue."), FOLDERS
    ] = None,
    *,
    new: Annotated[NewCatalogue, NewCatalogueOptions],
    git: Annotated[
        bool,
        typer.Option("--git", help="Create a git repository too, if there is none, and run git-setup in it."),
    ] = False,
) -> None:
    """Create a catalogue with stages and workflows.

    Change them as you like. --stage-field makes a catalogue of a folder whose tracks name their stage in another field, such as
    status; their files stay as they are.

    Example: prodash init my-music --preset growth --sample
    """
    require_possible(new)
    root = folder or Path(session.options.catalogue or ".")
    if git:
        from prodash.session.git_setup.run import require_setup_possible

        require_setup_possible(session, root)
    tell_files(session, root, create(session, root, new))
    catalogue = load(root)
    refresh_schemas(root, catalogue)
    words = ["prodash", *_catalogue_words(session, root)]
    tell_ready(session, root, catalogue, new, words)
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
