"""Description: the column with the descriptions of workflows or projects."""

from collections.abc import Sequence
from typing import TypeVar

from prodash.model.catalogue.project import Project
from prodash.model.catalogue.workflow import Workflow
from prodash.render.formats.sheet import Cell, Column

T = TypeVar("T", Project, Workflow)


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
        place=3,
    )
