"""Cross rows: the groups of a cross table for programs, each with its count for every stage."""

from prodash.model.views.cross_table import CrossRow, CrossTable
from prodash.model.views.grouping import Group
from prodash.render.formats.sheet import Cell, Column, Sheet
from prodash.render.sheets.projects import branch
from prodash.render.terminal.style import DIM, Look

_STAGES = "stages"
_TAKEN = frozenset({"group", "name", "colour", _STAGES, "without_stage", "tracks"})


def cross_sheet(table: CrossTable) -> Sheet[CrossRow]:
    """The groups as rows."""
    known = [(number, stage) for number, stage in enumerate(table.stages) if stage.id]

    def by_stage(counts: tuple[int, ...]) -> dict[str, int]:
        return {stage.id: counts[number] for number, stage in known}

    def outside(counts: tuple[int, ...], total: int) -> int:
        return total - sum(by_stage(counts).values())

    return Sheet(
        kind="breakdown-by",
        noun="groups",
        columns=(
            Column("group", lambda row: row.group.id or None),
            Column("name", lambda row: row.group.name, _name, least=8),
            Column("colour", lambda row: row.group.colour),
            Column(_STAGES, lambda row: by_stage(row.counts), is_group=True),
            *(_of_stage(stage, number) for number, stage in known),
            Column("without_stage", lambda row: outside(row.counts, row.total)),
            Column("tracks", lambda row: row.total, lambda row: Cell(f"{row.total:,}")),
        ),
        rows=table.rows,
        identify=lambda row: row.group.id,
        locate=lambda _: "",
        facts={
            "by": table.by,
            "tracks": table.total,
            "totals": by_stage(table.totals),
            "without_stage": outside(table.totals, table.total),
        },
    )


def _name(row: CrossRow) -> Cell:
    return Cell(branch(row.group.depth) + row.group.name, Look(paper=row.group.colour))


def _of_stage(stage: Group, number: int) -> Column[CrossRow]:
    name = f"{_STAGES}.{stage.id}" if stage.id in _TAKEN else stage.id
    return Column(
        name,
        lambda row: row.counts[number],
        lambda row: Cell(f"{row.counts[number]:,}", Look(paper=stage.colour) if row.counts[number] else DIM),
        part_of=_STAGES,
    )
