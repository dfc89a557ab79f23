"""Conflicts: the fields in conflict as rows, with the value of each side."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.value import Value
from prodash.model.merge.in_conflict import FieldInConflict, FileInConflict, WhoseSides, side_text
from prodash.model.names.file_names import track_id
from prodash.model.plan.change import TRACK
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import BOLD, DIM
from prodash.render.terminal.width import clean, width

_MIN_WIDTH = 12
_AROUND_STAGE = 5
"""The columns of an emoji, the space behind it, and the margins of a badge."""
_NO_ID = 1


class ConflictRow(NamedTuple):
    """A field in conflict with the file that it is in, which only the first row of a table names."""

    file: FileInConflict
    field: FieldInConflict
    is_first: bool

    @property
    def id(self) -> str:
        """The id of the track; empty for a vocabulary."""
        return track_id(self.file.path) if self.file.kind == TRACK else ""

    @property
    def name(self) -> str:
        """The title of the track, as far as it is known, or the name of the file."""
        return self.file.title or self.id or self.file.path


def conflict_sheet(
    catalogue: Catalogue, files: Sequence[FileInConflict], whose: WhoseSides
) -> Sheet[ConflictRow]:
    """A sheet with one row per field in conflict; the facts say whose the sides are."""
    rows = [ConflictRow(file, field, not at) for file in files for at, field in enumerate(file.fields)]
    return Sheet(
        kind="conflicts",
        noun="conflicts",
        columns=(
            Column("title", lambda row: row.file.title, _name_cell, min_width=_MIN_WIDTH),
            Column("field", lambda row: row.field.name, lambda row: Cell(clean(row.field.name))),
            _side(catalogue, rows, "ours", lambda row: row.field.ours),
            _side(catalogue, rows, "theirs", lambda row: row.field.theirs),
            Column("base", lambda row: row.field.base),
            Column("id", lambda row: row.id, _id_cell, drop_order=_NO_ID),
            Column("file", lambda row: row.file.path),
            Column("line", lambda row: row.file.line),
        ),
        rows=rows,
        identify=lambda row: row.id,
        locate=lambda row: row.file.path,
        facts={"doing": whose.doing, "sides": {"ours": whose.ours.name, "theirs": whose.theirs.name}},
    )


def _name_cell(row: ConflictRow) -> Cell:
    return Cell(clean(row.name) if row.is_first else "", BOLD)


def _id_cell(row: ConflictRow) -> Cell:
    return Cell(clean(row.id) if row.is_first and row.name != row.id else "", DIM)


def _side(
    catalogue: Catalogue, rows: Sequence[ConflictRow], name: str, value: Callable[[ConflictRow], Value]
) -> Column[ConflictRow]:
    """The column of one side, which no stage is too long for."""

    def text_of(row: ConflictRow) -> str:
        return clean(side_text(value(row)))

    def cell(row: ConflictRow) -> Cell:
        stage = catalogue.stages.find(text_of(row)) if row.field.name == catalogue.stage_key else None
        return Cell.badge(stage) if stage else Cell(text_of(row))

    stages = [width(cell(row).text) + _AROUND_STAGE for row in rows if row.field.name == catalogue.stage_key]
    return Column(name, value, cell, min_width=max([_MIN_WIDTH, *stages]))
