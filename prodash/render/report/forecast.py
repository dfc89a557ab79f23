"""Report forecast: when the tracks of the page and those of each project will be done, in the words of `forecast`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prodash.model.catalogue.stage import Stages
from prodash.model.forecast.forecast import PERCENTS, Forecast
from prodash.model.forecast.record import Record
from prodash.model.views.forecasts import GroupForecast
from prodash.render.charts.strip import LikelyDays, axis_end, likely_days
from prodash.render.forecast.words import (
    ASSUMES,
    NEVER,
    SURE,
    basis_words,
    headline,
    kept_words,
    no_finished_stage_words,
    of_100,
    too_little_words,
)
from prodash.render.terminal.words import capitalised


@dataclass(frozen=True, slots=True)
class ProjectForecast:
    """When a project will be done.

    day      the day until which it is, in so many of 100 futures as `sure` says
    kept     in how many the due date is kept; empty without one
    days     the days that are drawn, and `words` what they say
    """

    day: str
    sure: str
    kept: str
    days: LikelyDays
    words: str


@dataclass(frozen=True, slots=True)
class ForecastParts:
    """When all is done, whether that is in time, what it is made from, and why it is not known; empty texts are left out.

    The days of *projects* are drawn from today until `projects_until`.
    """

    headline: str
    kept: str
    basis: str
    why_unknown: str
    projects: Mapping[str, ProjectForecast]
    projects_until: date


def forecast_parts(
    everything: GroupForecast, projects: Sequence[GroupForecast], record: Record, stages: Stages
) -> ForecastParts:
    """The forecast for *everything* and, by id, for each of the *projects* of which it is known."""
    forecast = everything.forecast
    known = [one for one in projects if one.forecast.outlook and one.group.id]
    end = axis_end((day for one in known for day in _days(one.forecast)), forecast.today)
    basis = f"{basis_words(forecast.basis, forecast.todo)} {ASSUMES}" if forecast.outlook else ""
    return ForecastParts(
        headline(forecast),
        kept_words(forecast),
        basis,
        _why_unknown(record, stages) if forecast.is_unknown else "",
        {one.group.id: _project(one.forecast, end) for one in known},
        end,
    )


def _days(forecast: Forecast) -> Sequence[date]:
    """The days that are drawn, up to the end of time for those that are too far away to tell."""
    return [*_likely(forecast), *([forecast.due] if forecast.due else [])]


def _likely(forecast: Forecast) -> Sequence[date]:
    return [forecast.day(percent) or date.max for percent in PERCENTS]


def _project(forecast: Forecast, end: date) -> ProjectForecast:
    texts = [_day_text(forecast, percent) for percent in PERCENTS]
    words = [f"{of_100(percent)}: {text}" for percent, text in zip(PERCENTS, texts, strict=True)]
    return ProjectForecast(
        _day_text(forecast, SURE),
        of_100(SURE),
        "" if forecast.chance is None else of_100(forecast.chance),
        likely_days(_likely(forecast), forecast.due, forecast.today, end),
        "; ".join([*words, *([f"due: {forecast.due}"] if forecast.due else [])]),
    )


def _day_text(forecast: Forecast, percent: int) -> str:
    day = forecast.day(percent)
    return day.isoformat() if day else NEVER


def _why_unknown(record: Record, stages: Stages) -> str:
    words = (
        too_little_words(record.of_all, record.of_all_times, is_cut=record.history.is_cut)
        if record.clock.finished
        else no_finished_stage_words(stages)
    )
    return f"{capitalised(words)}."
