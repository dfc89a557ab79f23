"""Dashboard rows: what needs attention for programs, with the breakdown and what is due as facts."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DUE_SOON
from prodash.model.views.attention import Attention
from prodash.model.views.dashboard import Dashboard
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.views.attention import command_words, concern_words
from prodash.render.views.breakdown import breakdown_sheet
from prodash.render.views.due import due_sheet

_DUE = ("due_when", "id", "title", "stage", "due", "due_from", "days_left", "urgency")


def dashboard_sheet(catalogue: Catalogue, found: Dashboard, program: str) -> Sheet[Attention]:
    """What needs attention as rows, with breakdown and due dates as facts; its commands begin with *program*."""

    def command(one: Attention) -> str:
        return command_words(one, program)

    stages = breakdown_sheet(found.breakdown)
    pressing = [entry.track for entry in found.agenda.of(*DUE_SOON)]
    due = due_sheet(catalogue, pressing, found.today)
    due_columns = [column for name in _DUE for column in due.columns if column.name == name]
    return Sheet(
        kind="dashboard",
        noun="attention",
        columns=(
            Column("concern", lambda one: one.concern.value),
            Column("text", concern_words, lambda one: Cell(concern_words(one))),
            Column("count", lambda one: one.count),
            Column("tracks", lambda one: tuple(track.id for track in one.tracks)),
            Column("command", command, lambda one: Cell(command(one))),
        ),
        rows=found.attention,
        identify=lambda one: one.concern.value,
        locate=lambda _: "",
        facts={
            "today": found.today.isoformat(),
            **stages.facts,
            "breakdown": tuple({c.name: c.value(row) for c in stages.columns} for row in stages.rows),
            "due": tuple({c.name: c.value(track) for c in due_columns} for track in pressing),
        },
    )
