"""In list: the tracks in conflict that a list shows beside the others, and what is said about them."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.select.both_sides import BothSides, select_both_sides
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected
from prodash.render.terminal.words import pluralise
from prodash.session.resolve.marked import marked_paths, record_conflicts_shown
from prodash.session.session import Session
from prodash.storage.conflicts.conflicted import read_conflicted
from prodash.storage.disk.files import read_bytes
from prodash.storage.read.track import read_track


def tracks_in_conflict(
    session: Session, catalogue: Catalogue, filters: Filters, selected: Selected
) -> Mapping[str, BothSides]:
    """The tracks in conflict of which *filters* select a side, by path; only those of which both sides can be read."""
    paths = selected.unread if filters.track is not None else catalogue.unread
    marked = marked_paths(catalogue).intersection(paths)
    sides = [both for path in paths if path in marked and (both := _read(session, catalogue, path))]
    if not sides:
        return {}
    time_of = partial(session.time_of, catalogue)
    found = select_both_sides(catalogue, sides, filters, session.today, time_of)
    if found and selected.why_nothing in session.outcome.remarks:
        session.outcome.remarks.remove(selected.why_nothing)
    return found


def tell_in_conflict(session: Session, paths: Collection[str]) -> None:
    """Say how many tracks the answer shows that are in conflict, and what settles them, in place of their problems."""
    if not paths:
        return
    record_conflicts_shown(session, paths)
    words = (*session.options.program_words, "resolve", *(map(track_id, paths) if len(paths) == 1 else ()))
    number, them = ("is", "it") if len(paths) == 1 else ("are", "them")
    session.outcome.add_alarm(
        f"{pluralise(len(paths), 'track')} {number} in conflict; "
        f"{shell.command(*words)} shows both sides and settles {them}"
    )


def _read(session: Session, catalogue: Catalogue, path: str) -> BothSides | None:
    try:
        found = read_conflicted(path, read_bytes(session.root / path))
    except OSError:
        return None
    tracks = [*_tracks(catalogue, path, found.marked.ours, found.marked.theirs)] if found else []
    return BothSides(*tracks) if len(tracks) == len(BothSides._fields) else None


def _tracks(catalogue: Catalogue, path: str, *texts: str) -> Iterator[Track]:
    for text in texts:
        if track := read_track(path, text.encode(), catalogue.stage_line)[0]:
            yield catalogue.with_ids(track)
