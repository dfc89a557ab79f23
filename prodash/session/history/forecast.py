"""Forecast: the forecasts of tracks, for the commands that tell them, and why there are none."""

from collections.abc import Sequence

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE
from prodash.model.forecast.asked_weeks import AskedWeeks
from prodash.model.forecast.record import Record, record_of
from prodash.model.history.clock import Clock
from prodash.model.select.filters import Filters
from prodash.model.views.forecasts import GroupForecast, forecasts
from prodash.model.views.grouping import Group
from prodash.render.forecast.words import no_finished_stage_words, too_little_words
from prodash.session.history_reader import why_no_history
from prodash.session.session import Session


def forecasts_of(
    session: Session,
    catalogue: Catalogue,
    groups: Sequence[Group],
    asked: AskedWeeks,
    filters: Filters,
    fail_below: int | None = None,
) -> tuple[GroupForecast, ...]:
    """The forecast of each of *groups* of tracks, which *filters* selected, from the weeks that are *asked* for.

    Adds a remark if nothing can be told, and records whether a due date is kept in fewer than *fail_below* of 100 futures.
    Raises GitError, and UsageError as `AskedWeeks` does.
    """
    clock = Clock.of(catalogue.stages, session.today)
    record = record_of(session.history(catalogue), clock, asked.first_day(session.today))
    found = forecasts(catalogue, groups, record, filters)
    if any(one.forecast.is_unknown for one in found):
        session.outcome.add_remark(_why_unknown(session, catalogue, record))
    if fail_below is not None:
        chances = [one.forecast.chance for one in found if one.forecast.chance is not None]
        session.outcome.condition_met = any(chance < fail_below for chance in chances)
        cannot_tell = any(one.forecast.is_due_unsure for one in found)
        session.outcome.incomplete |= cannot_tell or record.lacks_commits
    return found


def _why_unknown(session: Session, catalogue: Catalogue, record: Record) -> str:
    """Why there is no forecast although tracks are left to do."""
    if STAGE.is_unreadable_in(catalogue):
        return "stages.yaml cannot be read, so nobody knows when a track is done"
    if not record.clock.finished:
        return no_finished_stage_words(catalogue.stages)
    if not (record.history.chains or record.history.removed):
        return why_no_history(session)
    return too_little_words(record.of_all, record.of_all_times, is_cut=record.history.is_cut)
