"""Filters: narrow the filters of a command to the tracks that the user marks."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.session.choose_tracks import select_tracks, with_tracks_chosen
from prodash.session.pick.terminal import require_choice
from prodash.session.pick.tracks import mark_tracks
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN

_INSTEAD = "name the tracks, or choose them by filters"


class Chosen(NamedTuple):
    """The tracks that filters select, and filters that select just these without a question."""

    catalogue: Catalogue
    filters: Filters
    tracks: Sequence[Track]


def chosen_tracks(session: Session, filters: Filters) -> Chosen:
    """The tracks that *filters* select; if a word names several, the user chooses one."""
    catalogue = session.load()

    def run(chosen: Filters) -> Chosen:
        selected = select_tracks(session, catalogue, chosen, may_ask=False, needs_whole_names=False)
        return Chosen(catalogue, chosen, selected.tracks)

    return with_tracks_chosen(session, filters, run)


def picked(session: Session, filters: Filters, question: str, *, unasked: bool) -> Filters:
    """Filters for those of the tracks that *filters* select that the user marks.

    They select nothing, without a question, if there is nothing to mark.  *unasked* is whether `--yes` was given.
    Raises UsageError if nobody can choose, DeclinedError if the user takes none.
    """
    require_choice(session, "--pick", filters, _INSTEAD, unasked=unasked)
    found = chosen_tracks(session, filters)
    if not found.tracks:
        return found.filters._replace(track=()) if found.filters.is_empty else found.filters
    marked = mark_tracks(session, found.catalogue, found.tracks, question)
    return Filters(track=_names(found.catalogue, marked))


def _names(catalogue: Catalogue, tracks: Sequence[Track]) -> list[str]:
    """A name for each track: its id, or its path if the id alone does not tell which it is."""
    files = Counter(track.id for track in catalogue.tracks)
    return [track.id if files[track.id] == 1 and track.id != STDIN else track.path for track in tracks]
