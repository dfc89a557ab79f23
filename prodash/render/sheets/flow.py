"""Flow: the tracks of each stage at the end of each period, as rows."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from prodash.model.catalogue.stage import NO_STAGE, Stage
from prodash.model.catalogue.value import Value
from prodash.model.flow.answer import FlowAnswer
from prodash.model.flow.asked_periods import Per
from prodash.model.flow.bottleneck import Bottleneck
from prodash.model.flow.unseen import Unseen
from prodash.model.forecast.throughput import Throughput
from prodash.model.history.history import History
from prodash.model.history.stage_past import StagePast
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, DIM, PLAIN, Look

_MIN_STAGE_WIDTH = 16
_SINCE, _LEFT, _ARRIVED = 3, 2, 1
"""What a narrow screen drops, the highest number first."""


class FlowRow(NamedTuple):
    """The numbers of one stage in the period from *since* to *until*; None stands for stages that are not listed."""

    since: date
    until: date
    stage: Stage | None
    tracks: int
    arrived: int
    left: int


class FlowFacts(NamedTuple):
    """What JSON and pictures say besides the counts: the length of periods, the finishes of each week, and the stays."""

    per: Per
    weeks: Throughput | None
    past: Sequence[StagePast]


def flow_rows(answer: FlowAnswer) -> list[FlowRow]:
    """A row for each stage of each period, the oldest period first."""
    found: list[FlowRow] = []
    since = answer.window.first
    for number, until in enumerate(answer.flow.days):
        found += (
            FlowRow(since, until, stage, counts[number], arrived[number], left[number])
            for stage, counts, arrived, left in answer.flow.bands
        )
        since = until + timedelta(days=1) if until < answer.window.last else until
    return found


def flow_sheet(answer: FlowAnswer | None, history: History, facts: FlowFacts, today: date) -> Sheet[FlowRow]:
    """A sheet with one row for each stage of each period, the oldest first."""
    return Sheet(
        kind="flow",
        noun="counts",
        facts={**history.gaps, **_facts(answer, facts, today)},
        columns=(
            Column("since", lambda row: row.since.isoformat(), _since_cell, drop_order=_SINCE),
            Column("until", lambda row: row.until.isoformat(), lambda row: Cell(row.until.isoformat())),
            Column("stage", lambda row: row.stage and row.stage.id, _stage_cell, _MIN_STAGE_WIDTH),
            Column("stage_name", lambda row: row.stage and row.stage.name),
            _number("tracks", attrgetter("tracks"), BOLD),
            _number("arrived", attrgetter("arrived"), drop_order=_ARRIVED),
            _number("left", attrgetter("left"), drop_order=_LEFT),
        ),
        rows=flow_rows(answer) if answer else (),
        identify=lambda row: row.stage.id if row.stage else "",
        locate=lambda _: "",
    )


def _number(
    name: str, number: Callable[[FlowRow], int], look: Look = PLAIN, drop_order: int = 0
) -> Column[FlowRow]:
    def cell(row: FlowRow) -> Cell:
        return Cell(f"{number(row):,}", look)

    return Column(name, number, cell, drop_order=drop_order, is_number=True)


def _since_cell(row: FlowRow) -> Cell:
    return Cell(row.since.isoformat(), DIM)


def _stage_cell(row: FlowRow) -> Cell:
    return Cell.badge(row.stage) if row.stage else Cell(NO_STAGE, DIM)


def _facts(answer: FlowAnswer | None, facts: FlowFacts, today: date) -> dict[str, Value]:
    window = answer.window if answer else None
    return {
        "per": facts.per,
        "since": window.first.isoformat() if window else None,
        "until": window.last.isoformat() if window else None,
        "bottleneck": _bottleneck(answer.bottleneck) if answer and answer.bottleneck else None,
        "not_shown": (answer.unseen if answer else Unseen())._asdict(),
        "weeks": _weeks(facts.weeks) if facts.weeks else (),
        "stays": tuple(_stays(one, today) for one in facts.past),
    }


def _bottleneck(found: Bottleneck) -> Value:
    stage, before, now = found
    return {"stage": stage.id, "stage_name": stage.name, "before": before, "now": now}


def _weeks(weeks: Throughput) -> tuple[Value, ...]:
    pairs = zip(weeks.first_days, weeks.counts, strict=True)
    return tuple({"since": day.isoformat(), "finished": number} for day, number in pairs)


def _stays(past: StagePast, today: date) -> Value:
    stage, time, longest = past
    return {
        "stage": stage.id,
        "stage_name": stage.name,
        "left": len(time.finished),
        "median": time.median,
        "percentile_85": time.percentile_85,
        "there_now": len(time.running),
        "longest": longest.days(today) if longest else None,
        "longest_is_lower_bound": longest.is_lower_bound if longest else None,
    }
