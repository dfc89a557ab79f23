"""Answer: what flow tells of some tracks in a window of time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from prodash.model.catalogue.stage import Stages
from prodash.model.dates.today import first_weekday_of
from prodash.model.flow.bottleneck import Bottleneck, find_bottleneck
from prodash.model.flow.periods import Window
from prodash.model.flow.stage_counts import Flow, flow_of
from prodash.model.flow.unseen import Unseen, counted_in
from prodash.model.forecast.finishes import finishes_of
from prodash.model.forecast.throughput import Throughput, throughput
from prodash.model.history.clock import Clock
from prodash.model.history.history import Chain


class FlowAnswer(NamedTuple):
    """The tracks in each stage at the end of each period of a *window*.

    flow         the counts, without the tracks that were finished before
    unseen       what they do not show
    bottleneck   the stage that grew most from the start of the window to its end; None if none grew much
    moves        how many times tracks moved, came or left
    """

    window: Window
    flow: Flow
    unseen: Unseen
    bottleneck: Bottleneck | None
    moves: int

    @property
    def is_empty(self) -> bool:
        """Whether no track was in a stage at the end of any period."""
        return not any(any(band.counts) for band in self.flow.bands)


def flow_answer(
    chains: Sequence[Chain], stages: Stages, window: Window, ends: Sequence[date], clock: Clock
) -> FlowAnswer:
    """What the tracks with these *chains* did in the periods of *window* that end on the days *ends*."""
    counted = counted_in(window, chains, stages, clock)
    flow = flow_of(counted.chains, stages, [window.start, *ends], clock)
    return FlowAnswer(window, flow.after_first, counted.unseen, find_bottleneck(flow), counted.moves)


def finished_weeks(chains: Mapping[str, Chain], window: Window, clock: Clock) -> Throughput:
    """How many of the tracks with these *chains* were finished in each whole week of *window*, in the reader's calendar."""
    until = window.last + timedelta(days=1) if window.last < clock.today else clock.today
    days = (finish.day for finish in finishes_of(chains, clock))
    return throughput(days, window.first, until, first_weekday_of(clock.today))
