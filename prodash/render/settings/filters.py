"""Filters: the named filters as rows, with how many tracks each selects now."""

from collections.abc import Sequence
from typing import NamedTuple

from prodash.model.settings.named_filters import NamedFilter
from prodash.render.formats.sheet import Cell, Column, Sheet, reference_column
from prodash.render.terminal.style import BOLD, DIM
from prodash.render.terminal.width import clean


class FilterRow(NamedTuple):
    """A named filter, and how many tracks it selects; None if it cannot be used."""

    filter: NamedFilter
    tracks: int | None

    @property
    def options(self) -> str:
        """Its words as they are typed."""
        return clean(self.filter.text)


def filter_sheet(rows: Sequence[FilterRow]) -> Sheet[FilterRow]:
    """A sheet with one row per named filter, in the order given."""
    return Sheet(
        kind="filters",
        noun="filters",
        columns=(
            Column("name", lambda row: row.filter.name, lambda row: Cell(row.filter.name, BOLD), min_width=8),
            Column("words", lambda row: row.filter.words),
            Column("options", lambda row: row.options, lambda row: Cell(row.options), min_width=20),
            Column("tracks", lambda row: row.tracks, lambda row: _count(row.tracks), is_number=True),
            reference_column("file", lambda row: row.filter.file, min_width=12, drop_order=1),
        ),
        rows=rows,
        identify=lambda row: row.filter.name,
        locate=lambda row: row.filter.file,
    )


def _count(tracks: int | None) -> Cell:
    return Cell("–", DIM) if tracks is None else Cell.number(tracks)
