"""Cross table: how many tracks each group has in each stage."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.views.group_fields import STAGE, resolve_grouping
from prodash.model.views.grouping import Group, grouped


class CrossRow(NamedTuple):
    """One group, its number of tracks in each stage in column order, and its total."""

    group: Group
    counts: tuple[int, ...]
    total: int


class CrossTable(NamedTuple):
    """Groups as rows, stages as columns; `totals` counts a track in several groups once."""

    by: str
    stages: tuple[Group, ...]
    rows: tuple[CrossRow, ...]
    totals: tuple[int, ...]
    total: int

    @property
    def overlaps(self) -> bool:
        """Whether any track is in several groups."""
        return sum(row.total for row in self.rows) > self.total


def cross_table(catalogue: Catalogue, tracks: Sequence[Track], by: str) -> CrossTable:
    """The cross table of *tracks*.  Raises UnknownFieldError for an unknown *by*."""
    by = resolve_grouping(catalogue, by)
    stages = grouped(catalogue, tracks, STAGE)
    column = {track.path: number for number, stage in enumerate(stages) for track in stage.tracks}

    def counts(members: Sequence[Track]) -> tuple[int, ...]:
        by_column = Counter(column[track.path] for track in members)
        return tuple(by_column[number] for number in range(len(stages)))

    rows = [CrossRow(g, counts(g.tracks), len(g.tracks)) for g in grouped(catalogue, tracks, by)]
    return CrossTable(by, stages, tuple(rows), counts(tracks), len(tracks))
