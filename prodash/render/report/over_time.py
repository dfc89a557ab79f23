"""Report over time: how many tracks were in each stage, and how many were finished in each week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prodash.model.catalogue.stage import NO_STAGE, Stages
from prodash.model.catalogue.track import Track
from prodash.model.flow.asked_periods import Per
from prodash.model.flow.periods import Window, period_ends
from prodash.model.flow.stage_counts import Flow, flow_of
from prodash.model.forecast.finishes import finishes
from prodash.model.forecast.throughput import Throughput, known_since, throughput
from prodash.model.history.clock import Clock
from prodash.model.history.history import History
from prodash.render.charts.areas import AreaChart, area_chart
from prodash.render.charts.columns import ColumnChart, column_chart
from prodash.render.charts.series import Series
from prodash.render.terminal.words import pluralise

_LONGEST, _LONGEST_BY_DAY = timedelta(weeks=104), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OverTime:
    """The charts, with a sentence for each; there are no columns if nothing was finished."""

    areas: AreaChart
    areas_words: str
    columns: ColumnChart | None
    columns_words: str
    note: str

    @property
    def colours(self) -> set[str]:
        """The colours of the stages."""
        return {band.colour for band in self.areas.bands if band.colour}


def over_time(stages: Stages, tracks: Sequence[Track], history: History, clock: Clock) -> OverTime | None:
    """The charts of *tracks* alone, of the last two years at most; None if nothing is known of them."""
    chains = {track.path: history.chains[track.path] for track in tracks if track.path in history.chains}
    known = History(chains, {})
    since = known_since(known, clock)
    if since is None:
        return None
    first = max(since, clock.today - _LONGEST)
    days = period_ends(Window(first, clock.today, is_from_beginning=False), _per(first, clock.today))
    flow = flow_of(chains.values(), stages, days, clock)
    areas = area_chart(days, _series(flow))
    if areas is None:
        return None
    weeks = throughput((one.day for one in finishes(known, clock)), first, clock.today)
    columns = column_chart(weeks.first, weeks.counts, days[0], clock.today) if weeks.total else None
    return OverTime(areas, _flow_words(flow), columns, _throughput_words(weeks), _note(first))


def _per(first: date, last: date) -> Per:
    return "day" if last - first <= _LONGEST_BY_DAY else "week"


def _series(flow: Flow) -> Sequence[Series]:
    return [
        Series(band.stage.name, band.stage.colour, band.counts)
        if band.stage
        else Series(NO_STAGE, "", band.counts)
        for band in flow.bands
    ]


def _flow_words(flow: Flow) -> str:
    """What the chart shows, for those who cannot see it."""
    counts = [(band.stage.name if band.stage else NO_STAGE, band.counts) for band in flow.bands]
    moved = ", ".join(f"{name} from {one[0]:,} to {one[-1]:,}" for name, one in counts if any(one))
    return f"Tracks in each stage from {flow.days[0]} to {flow.days[-1]}: {moved}"


def _throughput_words(weeks: Throughput) -> str:
    return f"{pluralise(weeks.total, 'track')} finished in {pluralise(len(weeks.counts), 'week')}"


def _note(first: date) -> str:
    return f"Of the tracks on this page since {first}, not of those that were archived or removed."
