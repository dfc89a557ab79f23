"""Sheet: what needs attention as rows, with the breakdown and what is due as facts."""

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.agenda import DUE_SOON
from prodash.model.views.attention import Attention
from prodash.model.views.dashboard import Dashboard
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.views.attention import command_words, concern_words
from prodash.render.views.breakdown import breakdown_sheet
from prodash.render.views.due import due_sheet

_DUE_COLUMNS = ("due_when", "id", "title", "stage", "due", "due_from", "days_left", "urgency")


def dashboard_sheet(catalogue: Catalogue, dashboard: Dashboard, program: str) -> Sheet[Attention]:
    """A sheet with one row per concern; its commands begin with *program*."""

    def command(item: Attention) -> str:
        return command_words(item, program)

    stages = breakdown_sheet(dashboard.breakdown)
    due_soon = [dated_track.track for dated_track in dashboard.agenda.of(*DUE_SOON)]
    due = due_sheet(catalogue, due_soon, dashboard.today)
    due_columns = [column for name in _DUE_COLUMNS for column in due.columns if column.name == name]
    return Sheet(
        kind="dashboard",
        noun="attention",
        columns=(
            Column("concern", lambda item: item.concern.value),
            Column("text", concern_words, lambda item: Cell(concern_words(item)), 20),
            Column("count", lambda item: item.number),
            Column("tracks", lambda item: tuple(track.id for track in item.tracks)),
            Column("command", command, lambda item: Cell(command(item)), 20),
        ),
        rows=dashboard.attention,
        identify=lambda item: item.concern.value,
        locate=lambda _: "",
        facts={
            "today": dashboard.today.isoformat(),
            **stages.facts,
            "breakdown": tuple({c.name: c.value(row) for c in stages.columns} for row in stages.rows),
            "due": tuple({c.name: c.value(track) for c in due_columns} for track in due_soon),
        },
    )
