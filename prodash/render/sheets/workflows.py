"""Workflows: the workflows of a catalogue as rows."""

from collections import Counter

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import WORKFLOW
from prodash.model.catalogue.workflow import Workflow
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.description import description_column
from prodash.render.terminal.label import label
from prodash.render.terminal.screen import Screen
from prodash.render.terminal.style import DIM, Look


def workflow_sheet(catalogue: Catalogue, screen: Screen) -> Sheet[Workflow]:
    """A sheet with one row per workflow, in the order of its file; `tracks` counts the tracks that need it."""
    needed = Counter(name for track in catalogue.tracks for name in track.workflows)
    entries = catalogue.workflows.in_order
    return Sheet(
        kind="workflows",
        noun="workflows",
        columns=(
            Column("id", lambda workflow: workflow.id, lambda workflow: Cell(workflow.id, DIM), 8, 1),
            Column(
                "name",
                lambda workflow: workflow.name,
                lambda workflow: Cell(label(workflow, screen), Look(background=workflow.colour)),
                8,
            ),
            Column("emoji", lambda workflow: workflow.emoji or None),
            Column("colour", lambda workflow: workflow.colour),
            description_column(entries),
            Column(
                "category",
                lambda workflow: workflow.category or None,
                (lambda workflow: Cell(workflow.category)) if any(one.category for one in entries) else None,
                8,
                2,
            ),
            Column("tracks", lambda w: needed[w.id], lambda w: Cell(f"{needed[w.id]:,}")),
        ),
        rows=catalogue.workflows.in_order,
        identify=lambda workflow: workflow.id,
        locate=lambda _: WORKFLOW.path if catalogue.workflows.is_declared else "",
    )
