"""open: show what a field of a track names, such as a bounce, a project file or a page of the web."""

from collections.abc import Sequence
from typing import Annotated

import typer

from prodash import shell
from prodash.completion.choices import KEYS, TRACKS
from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.files.openable import (
    CannotOpenError,
    LinkOrPath,
    is_link,
    links_and_paths,
    require_openable,
)
from prodash.model.names.names import unquoted
from prodash.model.select.filters import Filters
from prodash.render.terminal.width import clean
from prodash.session.session import Session
from prodash.session.terminal.choose import choose_by_number, name_lines
from prodash.storage.external.openable_file import find_file
from prodash.storage.external.opener import open_with_system


def open_field(
    session: Session,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track by id, title or path."), TRACKS],
    field: Annotated[
        str | None, typer.Argument(metavar="[FIELD]", help="The field with the link or the file."), KEYS
    ] = None,
) -> None:
    """Open the link or the file that a field of a track names.

    Leave out FIELD if only one field names a link or a file. A relative path is looked up beside the track's file, then in
    the catalogue. Only http and https links and audio, project, picture and text files are opened; a file outside the
    catalogue only after a question on the terminal.

    Example: prodash open voice-memo-31 file
    """
    catalogue = session.load()
    chosen = _track(session, catalogue, track)
    named = _choose(session, chosen, links_and_paths(catalogue, chosen, field), field)
    require_openable(named)
    target, shown = (named.text, named.text) if is_link(named.text) else _file(session, chosen, named)
    open_with_system(target, session.environment.opener, session.environment.variables)
    session.console.info(f"opened {shown}")


def _track(session: Session, catalogue: Catalogue, word: str) -> Track:
    """The track that *word* names; raises RefusedError if its file is unreadable, or if it shares its id."""
    selected = session.select(catalogue, Filters(track=(word,)))
    if refused := selected.refused:
        raise RefusedError(refused)
    return selected.tracks[0]


def _choose(session: Session, track: Track, values: Sequence[LinkOrPath], field: str | None) -> LinkOrPath:
    """What the user wants to open of *values*; on a terminal, one of several."""
    if len(values) == 1:
        return values[0]
    if not values:
        what = (
            f"{unquoted(field)} of {track.id!r} names nothing"
            if field
            else f"no field of {track.id!r} names a link or a file"
        )
        command = shell.command("prodash", "set", "file=PATH", track.id)
        raise UsageError(f"{what} to open; set one, as in {command} or link=https://…")
    if not session.console.can_ask:
        listed = "; ".join(f"{one.field}: {one.text}" for one in values)
        raise UsageError(f"{track.id!r} names several things to open, and nobody can choose here: {listed}")
    lines = name_lines(session.console, [(one.field, clean(one.text)) for one in values])
    return values[choose_by_number(session.console, lines, "Which one?")]


def _file(session: Session, track: Track, named: LinkOrPath) -> tuple[str, str]:
    """The absolute path of the file that is named, and how to show it; asks if it is outside the catalogue.

    Raises CannotOpenError, also if nobody can answer, and DeclinedError.
    """
    found = find_file(session.root, track.path, named)
    if found.in_catalogue:
        return found.path, session.display_path(found.in_catalogue)
    if not session.console.can_ask:
        raise CannotOpenError(
            named, f"{found.path} is outside the catalogue; on a terminal, prodash asks about it"
        )
    session.console.confirm(f"Open {found.path}, which is outside the catalogue?")
    return found.path, found.path
