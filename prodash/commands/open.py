"""open: show what a field of a track names, such as a bounce, a project file or a page of the web."""

from collections.abc import Sequence
from typing import Annotated

import typer

from prodash.completion.choices import KEYS, TRACKS
from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.change.set_fields import refused_files
from prodash.model.files.openable import (
    CannotOpenError,
    Named,
    is_link,
    named_things,
    require_openable,
)
from prodash.model.select.filters import Filters
from prodash.render.terminal.width import clean
from prodash.session.session import Session
from prodash.storage.external.openable_file import find_file
from prodash.storage.external.opener import open_with_system


def open_field(
    session: Session,
    track: Annotated[str, typer.Argument(metavar="TRACK", help="The track: its id, title or path."), TRACKS],
    field: Annotated[
        str | None, typer.Argument(metavar="[FIELD]", help="The field with the link or the file."), KEYS
    ] = None,
) -> None:
    """Open the link or the file that a field of a track names.

    Without FIELD it is the only field that names one. A relative path is looked up beside the track's file, then in the
    catalogue. Only http and https links are opened, and audio, project, picture and text files; a file outside the catalogue
    only after a question on the terminal.

    Example: prodash open voice-memo-31 file
    """
    catalogue = session.load()
    chosen = _track(session, catalogue, track)
    named = _choose(session, chosen, named_things(catalogue, chosen, field), field)
    require_openable(named)
    target, shown = (named.text, named.text) if is_link(named.text) else _file(session, chosen, named)
    open_with_system(target, session.environment.opener, session.environment.variables)
    session.console.info(f"opened {shown}")


def _track(session: Session, catalogue: Catalogue, word: str) -> Track:
    """The track that *word* names; raises RefusedError if its file is unreadable, or if it shares its id."""
    selected = session.select(catalogue, Filters(track=(word,)))
    if refused := refused_files(selected):
        raise RefusedError(refused)
    return selected.tracks[0]


def _choose(session: Session, track: Track, things: Sequence[Named], field: str | None) -> Named:
    """What the user wants to open of *things*; on a terminal, one of several."""
    if len(things) == 1:
        return things[0]
    if not things:
        what = (
            f"{field} of {track.id!r} names nothing"
            if field
            else f"no field of {track.id!r} names a link or a file"
        )
        raise UsageError(
            f"{what} to open; set one, as in 'prodash set file=PATH {track.id}' or link=https://…"
        )
    if not session.console.can_ask:
        listed = "; ".join(f"{one.field}: {one.text}" for one in things)
        raise UsageError(f"{track.id!r} names several things to open, and nobody can choose here: {listed}")
    return _ask(session, things)


def _ask(session: Session, things: Sequence[Named]) -> Named:
    session.console.print_err_lines(
        f"{n:>3}  {clean(one.field)}  {clean(one.text)}" for n, one in enumerate(things, 1)
    )
    answer = session.console.ask(f"Which one? [1-{len(things)}]")
    if not (answer.isdecimal() and 1 <= int(answer) <= len(things)):
        raise UsageError(f"{answer!r} is no number from 1 to {len(things)}; nothing was opened")
    return things[int(answer) - 1]


def _file(session: Session, track: Track, named: Named) -> tuple[str, str]:
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
