"""Flow: the history of the tracks that flow tells of, and the days that it has, with remarks about what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.dates.today import first_weekday_of, in_calendar
from prodash.model.flow.answer import FlowAnswer, flow_answer
from prodash.model.flow.asked_periods import AskedPeriods, Per
from prodash.model.flow.periods import Window, even_ends, period_ends, window_of
from prodash.model.forecast.throughput import known_since
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS
from prodash.render.flow.sentences import unseen_words, window_words
from prodash.render.forecast.words import no_finished_stage_words
from prodash.render.formats.left_out import without_history_remark
from prodash.session.history.moves import select_with_removed, why_nothing_known
from prodash.session.session import Session

MOST_PERIODS = 400
"""How many periods a picture is made of at most, unless the user says how long they are."""

USUAL_PER: Per = "week"


class SelectedFlow(NamedTuple):
    """What flow tells of the selected tracks.

    chains          the history of the selected tracks, by path
    answer          None if the history does not have such days
    why_no_pile     why nobody can tell in which stage tracks pile up; empty if one can
    names_removed   whether the user named a track that was removed
    """

    chains: Mapping[str, Chain]
    answer: FlowAnswer | None
    why_no_pile: str = ""
    names_removed: bool = False


def flow_of_selected(
    session: Session, catalogue: Catalogue, filters: Filters, asked: AskedPeriods, *, is_picture: bool
) -> SelectedFlow:
    """The flow of the tracks that *filters* select, with remarks about what is missing.

    A picture has short periods, rows have weeks, unless others are *asked* for.  Raises GitError and UsageError, and other
    errors as `select_with_removed` does.
    """
    clock = Clock.of(catalogue.stages, session.today)
    chains = _selected_chains(session, catalogue, filters)
    window = _known_window(session, catalogue, asked, clock) if chains else None
    if window is None:
        # What cannot be asked for is refused without a history too.
        asked.days.bounds_until(clock.today)
        return SelectedFlow(chains, None)
    weekday = first_weekday_of(session.today)
    usual = even_ends(window, MOST_PERIODS) if is_picture else period_ends(window, USUAL_PER, weekday)
    ends = period_ends(window, asked.per, weekday) if asked.per else usual
    answer = flow_answer([*chains.values()], catalogue.stages, window, ends, clock)
    if answer.is_empty:
        session.outcome.add_remark(_nothing_in_progress_words(answer, clock.today))
    if is_picture and catalogue.stages.is_declared and not clock.finished:
        session.outcome.add_remark(no_finished_stage_words(catalogue.stages))
    reason = _why_no_pile(catalogue, filters)
    names_removed = filters.limits_tracks and not session.history(catalogue).removed.keys().isdisjoint(chains)
    return SelectedFlow(chains, answer._replace(bottleneck=None) if reason else answer, reason, names_removed)


def _nothing_in_progress_words(answer: FlowAnswer, today: date) -> str:
    nothing = f"no track was in progress {window_words(answer.window, today)}"
    unseen = unseen_words(answer.unseen, answer.window)
    return f"{nothing}; {unseen}" if unseen else nothing


def _why_no_pile(catalogue: Catalogue, filters: Filters) -> str:
    if not catalogue.stages.is_declared:
        return "stages.yaml cannot be read, so nobody knows where tracks pile up"
    if filters.limits_moves:
        return "Tracks that were chosen by their stage or history do not show where tracks pile up"
    return ""


def _selected_chains(session: Session, catalogue: Catalogue, filters: Filters) -> Mapping[str, Chain]:
    """The chains by path of the tracks that *filters* select, archived ones too, and without filters of removed ones.

    Raises GitError, and other errors as `select_with_removed` does.
    """
    history = session.history(catalogue)
    selected, paths = select_with_removed(session, catalogue, history, filters)
    known = ((path, history.chains.get(path) or history.removed.get(path)) for path in paths)
    chains = {path: chain for path, chain in known if chain}
    without = sum(track.path not in chains for track in selected.tracks)
    if selected.why_nothing:
        return chains
    if not chains:
        nothing = why_nothing_known(session, history)
        session.outcome.add_remark(nothing if catalogue.tracks else NO_TRACKS)
    elif without:
        session.outcome.add_remark(without_history_remark(without))
    return chains


def _known_window(session: Session, catalogue: Catalogue, asked: AskedPeriods, clock: Clock) -> Window | None:
    """The days of the history that are *asked* for; adds a remark and returns None if there are none.

    Raises UsageError as `window_of` does.
    """
    history = session.history(catalogue)
    oldest = known_since(history, clock)
    if oldest is None:
        return None
    window, _ = in_calendar("weeks", clock.today, lambda today: _window_and_weeks(asked, oldest, today))
    if window is None or (asked.since is not None and asked.days.bounds(clock.today)[0] < oldest):
        session.outcome.add_remark(f"nothing is known before {oldest}, when the history begins")
    return window


def _window_and_weeks(asked: AskedPeriods, oldest: date, today: date) -> tuple[Window | None, Sequence[date]]:
    """The window that is *asked* for, and the last days of its weeks, both of which depend on the calendar of *today*."""
    window = window_of(asked, oldest, today)
    return window, period_ends(window, "week", first_weekday_of(today)) if window else ()
