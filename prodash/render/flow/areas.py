"""Areas: the stages that a picture of the flow shows, and which period each of its columns shows."""

from collections.abc import Sequence

from prodash.model.catalogue.stage import NO_STAGE, Stage
from prodash.model.flow.stage_counts import Band, Flow
from prodash.render.charts.series import Series, join_neighbours

_MOST_AREAS = 12

_GONE = Stage("", NO_STAGE, "#6b7280")
"""What stands for all stages that are not in the catalogue."""

_WIDEST_PERIOD = 8
"""The most columns of one period, so that a short history is a small picture."""


def areas_of(flow: Flow) -> Sequence[Series]:
    """The bands of *flow* in which a track ever was, the last stage first; neighbours stand together if they are many."""
    return join_neighbours([_series(band) for band in flow.bands], _MOST_AREAS)[::-1]


def columns_of(areas: Sequence[Series]) -> list[tuple[int, ...]]:
    """The tracks at each time, those of the lowest area first."""
    return [*zip(*(area.counts for area in areas), strict=True)]


def periods_of_columns(periods: int, columns: int) -> list[int]:
    """The number of the period that each column shows: a part of the periods, or some columns for each.

    The last column shows the last period.
    """
    if periods > columns:
        return [(column + 1) * periods // columns - 1 for column in range(columns)]
    columns = min(columns, _WIDEST_PERIOD * periods)
    return [column * periods // columns for column in range(columns)]


def _series(band: Band) -> Series:
    stage = band.stage or _GONE
    return Series(stage.name, stage.colour, band.counts, stage.emoji)
