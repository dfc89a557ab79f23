"""Cross sheet: the groups of a cross table as rows, each with its count for every stage."""

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.cross.names import group_cell
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.terminal.style import DIM, Look

_STAGES = "stages"
_LEAST_HEADER = 4
_OTHER_COLUMNS = frozenset({"group", "name", "colour", _STAGES, "without_stage", "tracks"})


def cross_sheet(table: CrossTable) -> Sheet[CrossRow]:
    """A sheet with one row per group."""
    known = [(number, stage) for number, stage in enumerate(table.stages) if stage.id]

    def by_stage(counts: tuple[int, ...]) -> dict[str, int]:
        return {stage.id: counts[number] for number, stage in known}

    def without_stage(counts: tuple[int, ...], total: int) -> int:
        return total - sum(by_stage(counts).values())

    return Sheet(
        kind="breakdown-by",
        noun="groups",
        columns=(
            Column("group", lambda row: row.group.id or None),
            Column("name", lambda row: row.group.name, lambda row: group_cell(row.group), min_width=8),
            Column("colour", lambda row: row.group.colour),
            Column(_STAGES, lambda row: by_stage(row.counts), is_group=True),
            *(_stage_column(stage, number) for number, stage in known),
            Column("without_stage", lambda row: without_stage(row.counts, row.total)),
            Column("tracks", lambda row: row.total, lambda row: Cell.number(row.total), is_number=True),
        ),
        rows=table.rows,
        identify=lambda row: row.group.id,
        locate=lambda _: "",
        facts={
            "by": table.by,
            "tracks": table.total,
            "totals": by_stage(table.totals),
            "without_stage": without_stage(table.totals, table.total),
        },
    )


def _stage_column(stage: Group, number: int) -> Column[CrossRow]:
    name = f"{_STAGES}.{stage.id}" if stage.id in _OTHER_COLUMNS else stage.id
    return Column(
        name,
        lambda row: row.counts[number],
        lambda row: Cell(
            f"{row.counts[number]:,}", Look(background=stage.colour) if row.counts[number] else DIM
        ),
        min_width=_LEAST_HEADER,
        drop_order=number + 1,
        part_of=_STAGES,
        is_number=True,
    )
