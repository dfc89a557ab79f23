"""Stages: the stages of a catalogue as rows."""

from collections.abc import Sequence

from prodash.model.catalogue.kinds import STAGE
from prodash.model.views.breakdown import StageCount
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import DIM, Look


def stage_sheet(counts: Sequence[StageCount]) -> Sheet[StageCount]:
    """A sheet with one row per stage, in the order given, with the number of its tracks."""
    return Sheet(
        kind="stages",
        noun="stages",
        columns=(
            Column("id", lambda counted: counted.stage.id, lambda counted: Cell(counted.stage.id, DIM)),
            Column(
                "name",
                lambda counted: counted.stage.name,
                lambda counted: Cell(
                    counted.stage.name, Look(background=counted.stage.colour), counted.stage.emoji
                ),
            ),
            Column("emoji", lambda counted: counted.stage.emoji or None),
            Column("colour", lambda counted: counted.stage.colour),
            Column(
                "description",
                lambda counted: counted.stage.description or None,
                lambda counted: Cell(counted.stage.description),
            ),
            Column(
                "kind",
                lambda counted: counted.stage.kind.value,
                lambda counted: Cell(counted.stage.kind.value),
            ),
            Column(
                "tracks",
                lambda counted: counted.tracks,
                lambda counted: Cell(f"{counted.tracks:,}"),
                is_number=True,
            ),
        ),
        rows=counts,
        identify=lambda counted: counted.stage.id,
        locate=lambda _: STAGE.path,
    )
