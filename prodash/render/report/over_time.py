"""Report over time: how many tracks were in each stage, where they pile up, and how many were finished in each week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.catalogue.stage import NO_STAGE, Stages
from prodash.model.flow.answer import FlowAnswer, finished_weeks, flow_answer
from prodash.model.flow.asked_periods import AskedPeriods, Per
from prodash.model.flow.periods import Window, period_ends, window_of
from prodash.model.flow.stage_counts import Flow
from prodash.model.forecast.throughput import known_since
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain, History
from prodash.render.charts.areas import AreaChart, area_chart
from prodash.render.charts.columns import ColumnChart, column_chart
from prodash.render.charts.series import Series
from prodash.render.flow.finished import TITLE as FINISHED
from prodash.render.flow.finished import finished_words
from prodash.render.flow.sentences import pile_sentence, unseen_words
from prodash.render.terminal.words import capitalised

_LONGEST, _LONGEST_BY_DAY = timedelta(weeks=104), timedelta(days=60)


class Pile(NamedTuple):
    """The sentence about where tracks pile up, and the id of that stage; empty if they do so nowhere."""

    words: str
    stage: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The finishes of each week in words, and as columns if there are any."""

    title: str
    words: str
    columns: ColumnChart | None


@dataclass(frozen=True, slots=True)
class OverTime:
    """The tracks in each stage, what the chart says in words, and what it does not show.

    pile       where tracks pile up; None for tracks that were chosen by their stage or history
    finished   None for such tracks, as the finished ones are not among them
    """

    areas: AreaChart
    words: str
    note: str
    pile: Pile | None
    finished: Finished | None

    @property
    def colours(self) -> set[str]:
        """The colours of the stages."""
        return {outline.colour for outline in self.areas.outlines if outline.colour}


def over_time(stages: Stages, history: History, clock: Clock, *, is_whole: bool) -> OverTime | None:
    """The charts of the tracks in *history*, of the last two years at most; None if nothing is known of them.

    *is_whole* is false if the tracks were chosen by their stage or history.
    """
    since, today = known_since(history, clock), clock.today
    if since is None:
        return None
    first = max(since, today - min(_LONGEST, today - date.min))
    window = Window(first, today, is_from_beginning=first == since)
    answer = flow_answer(_chains(history), stages, window, period_ends(window, _per(window)), clock)
    areas = area_chart(answer.flow.days, _series(answer.flow))
    if areas is None:
        return None
    return OverTime(
        areas,
        _words(answer.flow),
        ". ".join([f"Since {first}", *_unseen(answer)]),
        _pile(stages, history, since, clock) if is_whole and stages.is_declared else None,
        _finished(history, window, answer.flow.days[0], clock) if is_whole else None,
    )


def _chains(history: History) -> Sequence[Chain]:
    return [*history.chains.values(), *history.removed.values()]


def _per(window: Window) -> Per:
    return "day" if window.last - window.first <= _LONGEST_BY_DAY else "week"


def _series(flow: Flow) -> Sequence[Series]:
    return [
        Series(band.stage.name, band.stage.colour, band.counts)
        if band.stage
        else Series(NO_STAGE, "", band.counts)
        for band in flow.bands
    ]


def _words(flow: Flow) -> str:
    """What the chart shows, for those who cannot see it."""
    counts = [(band.stage.name if band.stage else NO_STAGE, band.counts) for band in flow.bands]
    moved = ", ".join(f"{name} from {one[0]:,} to {one[-1]:,}" for name, one in counts if any(one))
    return f"Tracks in each stage from {flow.days[0]} to {flow.days[-1]}: {moved}"


def _unseen(answer: FlowAnswer) -> Iterator[str]:
    if words := unseen_words(answer.unseen, answer.window):
        yield capitalised(words)


def _pile(stages: Stages, history: History, since: date, clock: Clock) -> Pile | None:
    """What `flow` says of its usual window."""
    window = window_of(AskedPeriods(), since, clock.today)
    if not window:
        return None
    answer = flow_answer(_chains(history), stages, window, [window.last], clock)
    found = answer.bottleneck
    return Pile(pile_sentence(answer, clock.today), found.stage.id if found else "")


def _finished(history: History, window: Window, begin: date, clock: Clock) -> Finished:
    weeks = finished_weeks({**history.removed, **history.chains}, window, clock)
    columns = column_chart(weeks.first, weeks.counts, begin, window.last) if weeks.total else None
    return Finished(FINISHED, capitalised(finished_words(weeks)), columns)
