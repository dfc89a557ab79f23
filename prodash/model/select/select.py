"""Selection: the tracks that meet the filters, and the order that commands show them in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, STAGE
from prodash.model.catalogue.problem import Problem, why_unread
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import DUE_FIELDS, Tracks
from prodash.model.names.file_names import track_id
from prodash.model.select.conditions import Criterion, criteria
from prodash.model.select.filters import Filters

if TYPE_CHECKING:
    from prodash.model.history.track_time import TimeOf

SAME_ID = "another file has the same id; name one by its path"
"""The reason why nothing is done to a track that was named by an id that several files have."""

NO_TRACKS = "there are no tracks yet; add one with 'prodash add TITLE'"


class Selected(NamedTuple):
    """The tracks that filters select, and what to say about them.

    unread                 the selected files that could not be read
    ambiguous              the tracks selected by an id that several files have
    archived_left_out      how many archived tracks are left out
    archived_by_all        whether archived tracks are selected for `--all` alone, and not for their stage or name
    unknown_due_left_out   how many tracks a filter on due dates leaves out because their date cannot be read
    no_history_left_out    how many tracks a filter on the history leaves out because they have none
    word_ids               each word that named a track by something else than its id, with the id
    why_nothing            which filter left no track; empty if none did
    unlisted_remarks       what to do about names in the filters that only tracks use
    problems               why files could not be read, among others
    field_remarks          which fields in the filters no track has, although tracks are selected, and which mean a column
    """

    tracks: Sequence[Track]
    unread: tuple[str, ...] = ()
    ambiguous: Sequence[Track] = ()
    archived_left_out: int = 0
    archived_by_all: bool = False
    unknown_due_left_out: int = 0
    no_history_left_out: int = 0
    word_ids: tuple[tuple[str, str], ...] = ()
    why_nothing: str = ""
    unlisted_remarks: tuple[str, ...] = ()
    field_remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> list[tuple[str, str]]:
        """The paths of the files that no command changes or opens, each with the reason."""
        return [
            *((path, why_unread(self.problems, path)) for path in self.unread),
            *((track.path, SAME_ID) for track in self.ambiguous),
        ]


class FailIf(NamedTuple):
    """The options that make a command exit with 6 although it did its work."""

    fail_if_any: bool = False
    fail_if_empty: bool = False

    def holds(self, selected: Selected) -> bool:
        """Whether *selected* meets the condition."""
        has_tracks = bool(selected.tracks or selected.unread)
        return self.fail_if_any if has_tracks else self.fail_if_empty


def select(
    catalogue: Catalogue, filters: Filters, today: date, time_of: "TimeOf", *, by_beginning: bool = False
) -> Selected:
    """The tracks that meet every filter; archived ones only on request.

    *time_of* gives the times of a track in its stage; it is asked only if a filter needs them.
    With *by_beginning*, a track may be named by the beginning of its id or title.
    Raises AmbiguousTrackError for a name that several tracks have, UnknownNameError for a name that the catalogue does
    not have, UsageError for a malformed filter, and UnreadStagesError for a filter on the order of stages if that is
    unknown.
    """

    def run(filters: Filters) -> Selected:
        return _select(catalogue, filters, today, time_of, by_beginning=by_beginning)

    selected = run(filters)._replace(problems=catalogue.problems)
    if remarks := _unlisted_remarks(catalogue, filters):
        selected = selected._replace(unlisted_remarks=remarks)
    if (wheres := filters.conditions) and catalogue.tracks:
        from prodash.model.where.hints import field_remarks

        selected = selected._replace(field_remarks=tuple(field_remarks(catalogue, wheres)))
    if filters.times:
        others = run(filters.without_times).tracks
        without = sum(time_of(track) is None for track in others)
        selected = selected._replace(no_history_left_out=without)
    if filters.limits_due and PROJECT.is_unreadable_in(catalogue):
        whatever_date = run(filters.without_due).tracks
        selected = selected._replace(unknown_due_left_out=sum(map(catalogue.has_unknown_due, whatever_date)))
    if any((selected.tracks, selected.unread, selected.archived_left_out, selected.unknown_due_left_out)):
        return selected
    if filters.is_empty:
        return selected
    from prodash.model.select.why_nothing import why_nothing

    return selected._replace(
        why_nothing=why_nothing(catalogue, filters, today, lambda one: len(run(one).tracks))
    )


def _unlisted_remarks(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    if not (filters.conditions or any(one.limits_names for one in filters.each)):
        return ()
    from prodash.model.select.typed_names import typed_names

    typed = typed_names(catalogue, filters)
    unknown = [(kind, name) for kind, name in typed if kind.vocabulary_of(catalogue).find(name) is None]
    if not unknown:
        return ()
    from prodash.model.filters.unlisted import unlisted_remarks

    return tuple(unlisted_remarks(catalogue, unknown))


def _select(
    catalogue: Catalogue, filters: Filters, today: date, time_of: "TimeOf", *, by_beginning: bool
) -> Selected:
    tracks, unread, word_ids = _tracks_by_word(catalogue, filters.track, by_beginning=by_beginning)
    asked = list(criteria(catalogue, filters, today, time_of))
    tracks = _meeting(tracks, asked)
    if filters.track is not None:
        files_by_id = Counter(tracks.ids)
        ambiguous = tracks.which(lambda track: files_by_id[track.id] > 1)
        return Selected(tracks, unread, ambiguous, word_ids=word_ids)
    if filters.includes_archived:
        unread = () if asked else catalogue.unread
        return Selected(tracks, unread, archived_by_all=not filters.names_stages)
    shown = without_archived(catalogue, filters, tracks)
    return Selected(shown, archived_left_out=len(tracks) - len(shown))


def _meeting(tracks: Tracks, asked: Sequence[Criterion]) -> Tracks:
    """The *tracks* that meet all that is *asked*; what is asked of few values comes first."""
    for condition, fields in sorted(asked, key=lambda one: not one.fields):
        tracks = tracks.which_alike(condition, *fields) if fields else tracks.which(condition)
    return tracks


def without_archived(catalogue: Catalogue, filters: Filters, tracks: Tracks) -> Tracks:
    """*tracks* without those in archived stages that *filters* do not name."""
    named: frozenset[str] = frozenset()
    if filters.names_stages:
        from prodash.model.filters.names import chosen_ids

        stages = [text for one in filters.each for text in one.stage]
        named = chosen_ids(catalogue, STAGE, stages, "--stage")
    hidden = {stage.id for stage in catalogue.stages.in_order if stage.is_archived} - named
    return tracks.which_alike(lambda track: track.stage not in hidden, "stage") if hidden else tracks


def in_order(catalogue: Catalogue, tracks: Sequence[Track]) -> list[Track]:
    """*tracks* sorted by stage, due date and title; those without a stage or date come last."""
    stages = {stage.id: number for number, stage in enumerate(catalogue.stages.in_order)}

    def rank(track: Track) -> tuple[int, date]:
        due = catalogue.due_of(track)
        return stages.get(track.stage, len(stages)), due.day if due else date.max

    return Tracks.of(tracks).by_rank(rank, *DUE_FIELDS)


def _tracks_by_word(
    catalogue: Catalogue, wanted: Sequence[str] | None, *, by_beginning: bool
) -> tuple[Tracks, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The tracks and the unread files that the words name, and the words with the ids that they mean."""
    if wanted is None:
        return catalogue.tracks, (), ()
    from prodash.model.select.find_tracks import find_paths

    paths = find_paths(catalogue, wanted, by_beginning=by_beginning)
    all_paths = enumerate(catalogue.tracks.paths)
    tracks = catalogue.tracks.at([position for position, path in all_paths if path in paths])
    unread = tuple(path for path in catalogue.unread if path in paths)
    named = ((word, track_id(path)) for path, word in paths.items())
    return tracks, unread, tuple((word, identifier) for word, identifier in named if word != identifier)
