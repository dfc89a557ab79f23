"""Moves: the tracks whose moves are asked for, removed ones too, and why there are none."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.history.history import History
from prodash.model.history.move_filters import MoveFilters
from prodash.model.history.track_moves import TrackMove
from prodash.model.names.file_names import track_id
from prodash.model.names.names import loose_key
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.formats.output import Output
from prodash.session.choose_tracks import add_remarks, select_tracks, with_names_from_stdin
from prodash.session.history_reader import why_no_history
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN


def why_nothing_moved(
    session: Session, history: History, asked: MoveFilters, others: Sequence[TrackMove]
) -> str:
    """Why an answer has no move of *history*; *others* are those that were not *asked* for, the newest first."""
    if others:
        return asked.nothing_words(others[-1].day, session.today)
    return why_nothing_known(session, history)


def why_nothing_known(session: Session, history: History) -> str:
    """Why the tracks that were asked for have no *history*.  Raises GitError."""
    if history.missing and not (history.chains or history.removed):
        return "there is no history without the versions that are not here"
    if history.chains or history.removed:
        return "there is no history of tracks that are not committed yet"
    return why_no_history(session)


def with_titles(
    session: Session, history: History, moves: list[TrackMove], output: Output
) -> list[TrackMove]:
    """*moves* with the titles that removed tracks had at last, of those that *output* may show."""
    is_in_order = not (output.sort or output.reverse)
    shown = moves[: output.limit] if is_in_order else moves
    removals = {one.path: history.removed[one.path][-1] for one in shown if one.path in history.removed}
    if not removals:
        return moves
    from prodash.storage.earlier.removed_titles import removed_titles
    from prodash.storage.git.run import Git

    titles = removed_titles(Git.at(session.root, session.environment.variables), removals)
    return [one._replace(title=titles.get(one.path, one.title)) for one in moves]


class SelectedPaths(NamedTuple):
    """The tracks that are *selected*, and all *paths* whose history is asked for, those of removed tracks too."""

    selected: Selected
    paths: Iterable[str]


def select_with_removed(
    session: Session, catalogue: Catalogue, history: History, filters: Filters
) -> SelectedPaths:
    """The tracks that *filters* select, archived ones too, and the removed ones that they name by id or path.

    Without filters, all of them.  Adds remarks and raises errors as `Session.select` does.
    """
    if not filters.limits_tracks:
        selected = Selected(catalogue.tracks, catalogue.unread)
        return SelectedPaths(selected, [*history.chains, *history.removed])
    is_piped = STDIN in (filters.track or ())
    filters = with_names_from_stdin(session, filters)._replace(all=True)
    removed = _removed_tracks(catalogue, history, {*(filters.track or ())})
    if filters.track is not None:
        filters = filters._replace(track=[word for word in filters.track if word not in removed])
    try:
        selected = select_tracks(
            session, catalogue, filters, may_ask=not is_piped, needs_whole_names=is_piped
        )
    except UnknownNameError as error:
        raise _or_removed(error, history) from None
    if removed:
        selected = selected._replace(why_nothing="")
    add_remarks(session, filters, selected, "")
    paths = [*(track.path for track in selected.tracks), *selected.unread]
    return SelectedPaths(selected, [*paths, *(path for found in removed.values() for path in found)])


def _removed_tracks(catalogue: Catalogue, history: History, words: set[str]) -> dict[str, list[str]]:
    """The paths of removed tracks, by that of the *words* which is their id or path, unless it names one that is there."""
    from prodash.model.select.find_tracks import has_file

    found: dict[str, list[str]] = {}
    for path in history.removed:
        for name in {path, track_id(path)} & words:
            found.setdefault(name, []).append(path)
    return {name: paths for name, paths in found.items() if not has_file(catalogue, name)}


def _or_removed(error: UnknownNameError, history: History) -> UnknownNameError:
    """*error*, which suggests removed tracks too if no track has the name that the user typed."""
    from prodash.model.names.similar import MAX_SUGGESTIONS, similar

    ids = sorted(map(track_id, history.removed))
    begun = [one for one in ids if loose_key(one).startswith(loose_key(error.text))]
    found = tuple(dict.fromkeys((*error.similar, *begun, *similar(error.text, ids))))
    return UnknownNameError("track", error.text, found[:MAX_SUGGESTIONS]) if error.kind == "track" else error
