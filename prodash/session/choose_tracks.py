"""Choosing tracks: the tracks that the user's words and filters mean, with a question where a word means several."""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.file_names import has_yaml_suffix
from prodash.model.names.keywords import AT
from prodash.model.select.filters import Filters
from prodash.model.select.select import FailIf, Selected, select
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN

if TYPE_CHECKING:
    from prodash.model.select.find_tracks import AmbiguousTrackError

T = TypeVar("T")


def select_tracks(
    session: Session, catalogue: Catalogue, filters: Filters, *, may_ask: bool, needs_whole_names: bool
) -> Selected:
    """The tracks that *filters* select, with `-` replaced by the names on stdin, one per line.

    Unless it *needs_whole_names*, a track may be named by the beginning of its id or title, but not on stdin.
    If a word names several, the user chooses one if it *may_ask*; else it raises AmbiguousTrackError.
    """
    is_piped = STDIN in (filters.track or ())
    filters = with_names_from_stdin(session, filters)
    if filters.track:
        filters = filters._replace(track=[_path_in_catalogue(session, word) for word in filters.track])
    by_beginning = not (needs_whole_names or is_piped)

    def run(chosen: Filters) -> Selected:
        time_of = partial(session.time_of, catalogue)
        try:
            selected = select(catalogue, chosen, session.today, time_of, by_beginning=by_beginning)
        except UnknownNameError as error:
            if error.kind == "track" and error.text.startswith(AT):
                session.settings.filters.find(error.text.removeprefix(AT))
            raise
        has_times = not selected.no_history_left_out or any(map(time_of, catalogue.tracks))
        if not has_times and not session.history(catalogue).chains:
            # The remark that there is no history says it of all tracks.
            return selected._replace(no_history_left_out=0)
        return selected

    return with_tracks_chosen(session, filters, run) if may_ask and not is_piped else run(filters)


def with_names_from_stdin(session: Session, filters: Filters) -> Filters:
    """*filters* with the names on stdin, one per line, in the place of `-`."""
    words = filters.track or ()
    if STDIN not in words:
        return filters
    others = [word for word in words if word != STDIN]
    return filters._replace(track=(*others, *session.console.read_lines()))


def word_remarks(selected: Selected) -> list[str]:
    """Which track each word means that names one by something else than its id."""
    return [f"{word!r} is the track {identifier}" for word, identifier in selected.word_ids]


def record_condition(
    session: Session, catalogue: Catalogue, filters: Filters, selected: Selected, fail_if: FailIf | None
) -> None:
    """Record whether the condition of *fail_if* is met, and if the history is too short to tell that."""
    session.outcome.condition_met = fail_if is not None and fail_if.holds(selected)
    if fail_if is not None and filters.times:
        record_short_history(session, catalogue, fail_if)


def record_short_history(session: Session, catalogue: Catalogue, fail_if: FailIf) -> None:
    """Record that a condition of *fail_if* cannot be told if the history is cut, or if there is none."""
    if any(fail_if) and catalogue.tracks:
        history = session.history(catalogue)
        session.outcome.incomplete |= history.is_incomplete or not history.chains


def add_remarks(session: Session, filters: Filters, selected: Selected, with_all: str) -> None:
    """Tell people which dates the words of *filters* mean, and which tracks were left out.

    *with_all* is the option that includes archived ones, or empty.
    """
    from prodash.render.formats.left_out import left_out_remarks

    has_dates = filters.limits_due or filters.conditions or any(one.moved_since for one in filters.each)
    if has_dates and sys.stderr.isatty():
        from prodash.model.select.date_remarks import date_remarks

        session.outcome.remarks += date_remarks(filters, session.today)
    session.outcome.remarks += left_out_remarks(selected, with_all)


def _path_in_catalogue(session: Session, word: str) -> str:
    """*word*, or the path in the catalogue if it is a path from the top of the disk or up from the current folder."""
    if not has_yaml_suffix(word) or not (Path(word).is_absolute() or os.pardir in word.split("/")):
        return word
    path = os.path.relpath(os.path.realpath(word), os.path.realpath(session.root))
    return path.replace(os.sep, "/")


def with_tracks_chosen(session: Session, filters: Filters, run: Callable[[Filters], T]) -> T:
    """The result of *run* for *filters*.

    If a word names several tracks, the user chooses one, and *run* is called again; if nobody can answer, it raises
    AmbiguousTrackError.
    """
    if not filters.track:
        return run(filters)
    from prodash.model.select.find_tracks import AmbiguousTrackError

    while True:
        try:
            return run(filters)
        except AmbiguousTrackError as error:
            if STDIN in filters.track or not session.console.can_ask:
                raise
            path = _chosen_path(session, error)
            words = [path if word == error.word else word for word in filters.track]
            filters = filters._replace(track=words)


def _chosen_path(session: Session, error: "AmbiguousTrackError") -> str:
    """The path of the track that the user chooses; raises UsageError for another answer."""
    from prodash.session.terminal.choose import choose_by_number, name_lines

    named = [(track.title or track.id, session.display_path(track.path)) for track in error.tracks]
    lines = name_lines(session.console, named)
    return error.tracks[choose_by_number(session.console, lines, f"Which one is {error.word!r}?")].path
