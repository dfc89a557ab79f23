"""Workflows: the workflows of a catalogue as rows."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import WORKFLOW
from prodash.model.catalogue.workflow import Workflow
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.entry_columns import THIRD_PLACE, description_column, id_column, tracks_column
from prodash.render.terminal.label import visible_emoji
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import Look


def workflow_sheet(catalogue: Catalogue, screen: Screen) -> Sheet[Workflow]:
    """A sheet with one row per workflow, in the order of its file; `tracks` counts those that need it and are not archived."""
    needed = catalogue.tracks.counts(
        lambda track: () if catalogue.is_archived(track) else track.workflows, "stage", "workflows"
    )
    entries = catalogue.workflows.in_order
    return Sheet(
        kind="workflows",
        noun="workflows",
        columns=(
            id_column(),
            Column(
                "name",
                lambda workflow: workflow.name,
                lambda workflow: Cell(
                    workflow.name, Look(background=workflow.colour), visible_emoji(workflow, screen)
                ),
                min_width=20,
            ),
            Column("emoji", lambda workflow: workflow.emoji or None),
            Column("colour", lambda workflow: workflow.colour),
            description_column(entries),
            Column(
                "category",
                lambda workflow: workflow.category or None,
                lambda workflow: Cell(workflow.category),
                min_width=8,
                drop_order=1,
                place=THIRD_PLACE,
                is_optional=True,
            ),
            tracks_column(needed),
        ),
        rows=entries,
        identify=lambda workflow: workflow.id,
        locate=lambda _: WORKFLOW.path if catalogue.workflows.is_declared else "",
    )
