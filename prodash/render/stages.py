"""Stages: the columns that a stage has for programs."""

from collections.abc import Sequence

from prodash.model.breakdown import StageCount
from prodash.render.sheet import Column, Sheet


def stage_sheet(counts: Sequence[StageCount]) -> Sheet[StageCount]:
    """The stages as rows, in order."""
    return Sheet(
        kind="stages",
        noun="stages",
        columns=(
            Column("id", lambda counted: counted.stage.id),
            Column("name", lambda counted: counted.stage.name),
            Column("emoji", lambda counted: counted.stage.emoji or None),
            Column("colour", lambda counted: counted.stage.colour),
            Column("description", lambda counted: counted.stage.description or None),
            Column("kind", lambda counted: counted.stage.kind.value),
            Column("tracks", lambda counted: counted.tracks),
        ),
        rows=counts,
        identify=lambda counted: counted.stage.id,
    )
