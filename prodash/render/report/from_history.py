"""Report from history: the parts of the page that need commits; only a page with history imports it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.forecast.asked_weeks import AskedWeeks
from prodash.model.forecast.record import record_of
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.model.select.filters import Filters
from prodash.model.views.forecasts import GroupForecast, forecast_groups, forecasts
from prodash.model.views.past import past_of
from prodash.render.report.forecast import ForecastParts, forecast_parts
from prodash.render.report.over_time import OverTime, over_time
from prodash.render.report.past import PastParts, past_parts


@dataclass(frozen=True, slots=True)
class HistoryParts:
    """What the page shows of the past and of what follows from it; None where there is nothing to show."""

    past: PastParts | None
    over_time: OverTime | None
    forecast: ForecastParts | None

    @property
    def colours(self) -> set[str]:
        """The colours of the stages in badges and charts."""
        badges = {name.colour for name in (self.past.names if self.past else ()) if name.colour}
        return badges | (self.over_time.colours if self.over_time else set())


def history_parts(
    catalogue: Catalogue, tracks: Sequence[Track], history: History, filters: Filters, today: date
) -> HistoryParts:
    """The parts that *history* gives for *tracks*, which *filters* selected.

    Where filters limit the tracks, as if there were no others.  Otherwise, numbers count as in `flow` and `forecast`: the
    archived and removed tracks too.
    """
    if filters.limits_tracks:
        catalogue = replace(catalogue, tracks=Tracks.of(tracks))
        history = _of_tracks(history, tracks)
    clock = Clock.of(catalogue.stages, today)
    is_whole = not filters.limits_moves
    return HistoryParts(
        past_parts(past_of(catalogue, tracks, history, clock), catalogue.stages, today),
        over_time(catalogue.stages, history, clock, is_whole=is_whole),
        _forecast(catalogue, history, filters, clock) if is_whole else None,
    )


def _of_tracks(history: History, tracks: Sequence[Track]) -> History:
    chains = {track.path: history.chains[track.path] for track in tracks if track.path in history.chains}
    return history._replace(chains=chains, removed={})


def _forecast(catalogue: Catalogue, history: History, filters: Filters, clock: Clock) -> ForecastParts | None:
    record = record_of(history, clock, AskedWeeks().first_day(clock.today))

    def found(*, by_project: bool) -> Sequence[GroupForecast]:
        groups = forecast_groups(catalogue, catalogue.tracks, filters, by_project=by_project)
        return forecasts(catalogue, groups, record, filters)

    everything = found(by_project=False)
    if not (everything and (history.chains or history.removed)):
        return None
    return forecast_parts(everything[0], found(by_project=True), record, catalogue.stages)
