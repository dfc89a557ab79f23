"""Report past: what the report page shows of the history of its tracks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prodash.model.catalogue.stage import Stages
from prodash.model.history.stage_past import StagePast
from prodash.model.history.track_moves import TrackMove
from prodash.model.views.past import Past
from prodash.render.charts.axis import percent
from prodash.render.flow.stays import longest_text, median_text, percentile_text
from prodash.render.report.rows import Name, stage_name
from prodash.render.terminal.words import days_ago_words

MOVES = 15
"""How many moves are shown."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move of the track with this id and title, and how long ago it was."""

    day: date
    ago: str
    id: str
    title: str
    before: Name
    after: Name


@dataclass(frozen=True, slots=True)
class StayRow:
    """The days of tracks in a stage; a text is empty if too little is known.

    bar, mark   the median and the percentile, in percent of the longest of all stages
    """

    stage: Name
    ended: int
    median: str
    percentile: str
    running: int
    longest: str
    bar: str
    mark: str


@dataclass(frozen=True, slots=True)
class PastParts:
    """The newest of all moves, and a row for each stage."""

    moves: tuple[MoveRow, ...]
    all_moves: int
    stays: tuple[StayRow, ...]

    @property
    def names(self) -> Sequence[Name]:
        """The stages that have badges."""
        moved = (name for move in self.moves for name in (move.before, move.after))
        return [*moved, *(row.stage for row in self.stays)]


def past_parts(past: Past, stages: Stages, today: date) -> PastParts | None:
    """The parts of the page that show *past*; None if there is nothing to show."""
    if not (past.moves or past.stages):
        return None
    moves = tuple(_move_row(one, stages, today) for one in past.moves[:MOVES])
    longest = max((days for row in past.stages for days in _drawn(row)), default=0.0)
    stays = tuple(_stay_row(row, stages, today, longest) for row in past.stages)
    return PastParts(moves, len(past.moves), stays)


def _move_row(moved: TrackMove, stages: Stages, today: date) -> MoveRow:
    return MoveRow(
        moved.day,
        days_ago_words((today - moved.day).days),
        moved.id,
        moved.title,
        stage_name(stages, moved.move.before or ""),
        stage_name(stages, moved.move.after or ""),
    )


def _drawn(row: StagePast) -> Sequence[float]:
    """The days that are drawn."""
    return [days for days in (row.time.median, row.time.percentile_85) if days is not None]


def _stay_row(row: StagePast, stages: Stages, today: date, most: float) -> StayRow:
    time = row.time
    return StayRow(
        stage_name(stages, row.stage.id),
        len(time.finished),
        median_text(time),
        percentile_text(time),
        len(time.running),
        longest_text(row.longest, today),
        _share(time.median, most),
        _share(time.percentile_85, most),
    )


def _share(days: float | None, most: float) -> str:
    # A median may have half a day.
    return "" if days is None else percent(int(2 * days), int(2 * most) or 1)
