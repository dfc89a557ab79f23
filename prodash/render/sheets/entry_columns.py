"""Entry columns: the columns that stages, workflows and projects have in common."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.workflow import Workflow
from prodash.model.names.names import loose_key
from prodash.render.formats.sheet import Cell, Column, reference_column

T = TypeVar("T", Project, Stage, Workflow)

_TRACKS_PLACE, THIRD_PLACE, _DESCRIPTION_PLACE, _ID_PLACE = 1, 2, 3, 4
"""Where a table shows these columns; the name comes first, at place 0."""


def id_column() -> Column[T]:
    """The column `id`; a narrow screen leaves out ids that only repeat the name."""
    return reference_column(
        "id",
        lambda entry: entry.id,
        min_width=8,
        drop_order=3,
        repeats=lambda entry: loose_key(entry.name) == loose_key(entry.id),
        place=_ID_PLACE,
    )


def description_column(entries: Sequence[T]) -> Column[T]:
    """The column `description`; a table shows it only if one of the *entries* has a description."""

    def cell(entry: T) -> Cell:
        return Cell(entry.description)

    is_used = any(entry.description for entry in entries)
    return Column(
        "description",
        lambda entry: entry.description or None,
        cell if is_used else None,
        min_width=16,
        drop_order=2,
        place=_DESCRIPTION_PLACE,
    )


def tracks_column(counts: Mapping[str, int]) -> Column[T]:
    """The column `tracks`; *counts* has the number of tracks by the id of the entry."""
    return Column(
        "tracks",
        lambda entry: counts[entry.id],
        lambda entry: Cell.number(counts[entry.id]),
        place=_TRACKS_PLACE,
        is_number=True,
    )
