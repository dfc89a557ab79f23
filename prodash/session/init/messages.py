"""Messages: what the user reads about a new catalogue."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.stage import Stage
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise
from prodash.session.init.create import NewCatalogue
from prodash.session.init.outside import outside_words
from prodash.session.session import Session
from prodash.storage.disk.locate import TRACKS


def tell_files(session: Session, root: Path, paths: Sequence[str]) -> None:
    """Print the *paths* of the new files below *root*."""
    if not session.options.quiet:
        session.console.print("\n".join(clean(line) for line in _created(root, paths)))


def tell_ready(
    session: Session, root: Path, catalogue: Catalogue, new: NewCatalogue, words: Sequence[str]
) -> None:
    """Say which command, beginning with *words*, shows the *catalogue* in *root*, and what to know about its stages and tracks."""
    shows_tracks = not catalogue.is_empty
    command = shell.command(*words, *([] if shows_tracks else ["stages"]))
    session.console.info(f"the catalogue is ready; {command} shows {'it' if shows_tracks else 'its stages'}")
    if new.stage_field is not None and not new.stages:
        _tell_stages(session, catalogue.stages.in_order, words)
    elif shows_tracks and not any(track.stage for track in catalogue.tracks):
        check = shell.command(*words, "check")
        session.console.info(f"no track has a stage; {check} says what to do")
    elif not shows_tracks and (outside := outside_words(session, root)):
        session.console.info(outside)


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


def _created(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """The new files, with the tracks as one line."""
    tracks = [path for path in paths if path.startswith(f"{TRACKS}/")]
    yield from ((root / path).as_posix() for path in paths if path not in tracks)
    if tracks:
        yield f"{(root / TRACKS).as_posix()}/  {pluralise(len(tracks), 'track')}"
