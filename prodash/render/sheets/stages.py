"""Stages: the stages of a catalogue as rows."""

from collections.abc import Sequence

from prodash.model.catalogue.kinds import STAGE
from prodash.model.views.breakdown import StageCount
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.entry_columns import id_column

_SECOND, _THIRD, _FOURTH = 1, 2, 3
"""The places in a table, between those of the name and of the id."""


def stage_sheet(counts: Sequence[StageCount]) -> Sheet[StageCount]:
    """A sheet with one row per stage, in the order given, with the number of its tracks."""
    return Sheet(
        kind="stages",
        noun="stages",
        columns=(
            id_column().within(lambda counted: counted.stage),
            Column(
                "name",
                lambda counted: counted.stage.name,
                lambda counted: Cell.badge(counted.stage),
                min_width=16,
            ),
            Column("emoji", lambda counted: counted.stage.emoji or None),
            Column("colour", lambda counted: counted.stage.colour),
            Column(
                "description",
                lambda counted: counted.stage.description or None,
                lambda counted: Cell(counted.stage.description),
                min_width=16,
                drop_order=2,
                place=_FOURTH,
                is_optional=True,
            ),
            Column(
                "kind",
                lambda counted: counted.stage.kind.value,
                lambda counted: Cell(counted.stage.kind.value),
                drop_order=1,
                place=_THIRD,
                is_optional=True,
            ),
            Column(
                "tracks",
                lambda counted: counted.tracks,
                lambda counted: Cell.number(counted.tracks),
                place=_SECOND,
                is_number=True,
            ),
        ),
        rows=counts,
        identify=lambda counted: counted.stage.id,
        locate=lambda _: STAGE.path,
    )
