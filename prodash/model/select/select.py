"""Selection: the tracks that meet the filters, and the order that commands show them in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from prodash.errors import ProdashError, UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.due import cached_by_due_fields
from prodash.model.catalogue.kinds import PROJECT
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.names.names import fold
from prodash.model.names.similar import similar
from prodash.model.select.filters import Filters, conditions, ids_of


class Selected(NamedTuple):
    """The selected tracks and unread files, and the number of archived tracks left out.

    `ambiguous` are tracks selected by an id that several files have.  `unknown_due_left_out` counts the tracks that
    a filter on due dates left out because their date cannot be read.
    """

    tracks: tuple[Track, ...]
    unread: tuple[str, ...] = ()
    ambiguous: tuple[Track, ...] = ()
    archived_left_out: int = 0
    unknown_due_left_out: int = 0


class FailIf(NamedTuple):
    """The options that make a command exit with 6 although it did its work."""

    fail_if_any: bool = False
    fail_if_empty: bool = False

    def holds(self, selected: Selected) -> bool:
        """Whether *selected* meets the condition."""
        has_tracks = bool(selected.tracks or selected.unread)
        return self.fail_if_any if has_tracks else self.fail_if_empty


def select(catalogue: Catalogue, filters: Filters, today: date) -> Selected:
    """The tracks that meet every filter; archived ones only on request.

    Raises UnknownNameError for a name that the catalogue does not have, UsageError for a malformed
    filter, and UnreadStagesError for a filter on the order of stages if that is unknown.
    """
    selected = _select(catalogue, filters, today)
    if not filters.due or not PROJECT.is_unreadable_in(catalogue):
        return selected
    whatever_date = _select(catalogue, filters._replace(due=()), today).tracks
    return selected._replace(unknown_due_left_out=sum(map(catalogue.has_unknown_due, whatever_date)))


def _select(catalogue: Catalogue, filters: Filters, today: date) -> Selected:
    tracks, unread = _tracks_by_id(catalogue, filters.track)
    checks = list(conditions(catalogue, filters, today))
    if filters.track is None:
        unread = catalogue.unread if filters.all and not checks else ()
    matching = tracks
    for condition in checks:
        matching = tuple(filter(condition, matching))
    if filters.track is not None:
        files_by_id = Counter(track.id for track in matching)
        return Selected(matching, unread, tuple(track for track in matching if files_by_id[track.id] > 1))
    if filters.all:
        return Selected(matching, unread)
    chosen_stages = ids_of(catalogue.stages, filters.stage) if filters.stage else frozenset()
    hidden = {stage.id for stage in catalogue.stages.in_order if stage.is_archived} - chosen_stages
    shown = tuple(track for track in matching if track.stage not in hidden)
    return Selected(shown, unread, archived_left_out=len(matching) - len(shown))


def in_order(catalogue: Catalogue, tracks: Sequence[Track]) -> list[Track]:
    """*tracks* sorted by stage, due date and title; those without a stage or date come last."""
    position = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}
    due_of = cached_by_due_fields(catalogue.due_of)

    def key(track: Track) -> tuple[int, date, str, str]:
        due = due_of(track)
        stage_position = position.get(track.stage, len(position))
        return stage_position, due.day if due else date.max, fold(track.title), track.path

    return sorted(tracks, key=key)


def _tracks_by_id(
    catalogue: Catalogue, wanted: Sequence[str] | None
) -> tuple[tuple[Track, ...], tuple[str, ...]]:
    if wanted is None:
        return catalogue.tracks, ()
    wanted = [normalize("NFC", text) for text in wanted]
    ids = frozenset(wanted)
    tracks = tuple(track for track in catalogue.tracks if track.id in ids)
    unread = tuple(path for path in catalogue.unread if track_id(path) in ids)
    known = {track.id for track in tracks} | {track_id(path) for path in unread}
    for text in wanted:
        if text not in known:
            raise _unknown_track(catalogue, text)
    return tracks, unread


def _unknown_track(catalogue: Catalogue, text: str) -> ProdashError:
    """The error that no track has the id *text*, which may be a condition instead."""
    from prodash.model.select.where import is_comparison, misplaced_condition

    # No id contains these characters.
    if set("=<>") & set(text) and is_comparison(text):
        return misplaced_condition(text)
    all_ids = [track.id for track in catalogue.tracks] + [track_id(path) for path in catalogue.unread]
    return UnknownNameError("track", text, similar(text.removesuffix(".yaml"), all_ids))
