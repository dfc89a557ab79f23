"""forecast: when tracks will be done."""

import sys
from collections.abc import Sequence
from typing import Annotated

from prodash.model.forecast.asked_weeks import AskedWeeks
from prodash.model.select.filters import Filters
from prodash.model.select.select import NO_TRACKS
from prodash.model.views.forecasts import GroupForecast, forecast_groups
from prodash.options.forecast import ByProject, FailBelow, WeekOptions
from prodash.render.forecast.picture import forecast_picture, project_table
from prodash.render.forecast.sheet import forecast_sheet
from prodash.render.formats.output import Output
from prodash.render.terminal.screen import Screen
from prodash.session.history.forecast import forecasts_of
from prodash.session.session import Session


def forecast(
    session: Session,
    by: ByProject = None,
    fail_below: FailBelow = None,
    *,
    asked: Annotated[AskedWeeks, WeekOptions],
    filters: Filters,
    output: Output,
) -> None:
    """Tell when tracks will be done, from past weeks.

    It counts how many tracks were finished in each of the last 26 weeks, by git's history, and gives the days by which
    those that are left are done in 50, 85 and 95 of 100 futures like that. It needs at least 6 weeks and 5 finishes.

    Example: prodash forecast --by project
    """
    catalogue = session.load()
    selected = session.select(catalogue, filters._replace(all=True), with_all="")
    groups = forecast_groups(catalogue, selected.tracks, filters, by_project=by is not None)
    rows = forecasts_of(session, catalogue, groups, asked, filters, fail_below)
    if sys.stderr.isatty():
        session.outcome.remarks += asked.remarks(session.today)
    if filters.is_empty and catalogue.is_empty:
        session.outcome.add_remark(NO_TRACKS)
    sheet = forecast_sheet(rows, session.history(catalogue), by_project=by is not None)

    def picture(shown: Sequence[GroupForecast], screen: Screen) -> str:
        if by:
            return project_table(sheet, shown, screen)
        return forecast_picture(shown[0], screen) if shown else ""

    session.show(sheet, output, picture)
