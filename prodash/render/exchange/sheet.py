"""Exchange sheet: what two people have sent each other, as rows, one for each change."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from prodash.model.catalogue.value import Value
from prodash.model.comparison.catalogues import Comparison
from prodash.model.comparison.difference import Difference
from prodash.render.changes.difference_sheet import difference_sheet
from prodash.render.formats.sheet import Cell, Column, Sheet

_NO_FACTS: Mapping[str, Value] = MappingProxyType({})


class Direction(StrEnum):
    """Where a change goes: to the others, or here."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class _Row(NamedTuple):
    """A difference, and the sheet of its comparison, which knows titles and names."""

    direction: Direction
    sheet: Sheet[Difference]
    difference: Difference


def exchange_sheet(
    outgoing: Comparison, incoming: Comparison, facts: Mapping[str, Value] = _NO_FACTS
) -> Sheet[_Row]:
    """A sheet with one row for each difference, the *outgoing* ones first; *facts* is what JSON says besides."""
    sheets = [difference_sheet(comparison, {}) for comparison in (outgoing, incoming)]
    rows = [
        _Row(direction, sheet, one)
        for direction, sheet in zip(Direction, sheets, strict=True)
        for one in sheet.rows
    ]
    return Sheet(
        kind="sync",
        noun="changes",
        columns=_columns(sheets[0].columns),
        rows=rows,
        identify=lambda row: row.sheet.identify(row.difference),
        locate=lambda row: row.sheet.locate(row.difference),
        facts=facts,
    )


def _columns(columns: Sequence[Column[Difference]]) -> tuple[Column[_Row], ...]:
    direction = Column[_Row](
        "direction", lambda row: row.direction.value, lambda row: Cell(row.direction.value)
    )
    return (direction, *(_of_row(number, column) for number, column in enumerate(columns)))


def _of_row(number: int, column: Column[Difference]) -> Column[_Row]:
    """The *column* with this *number*, as each row's own sheet has it."""

    def cell(row: _Row) -> Cell:
        cell_of = row.sheet.columns[number].cell
        return cell_of(row.difference) if cell_of else Cell("")

    inner = column.within(lambda row: row.difference)
    return inner._replace(
        value=lambda row: row.sheet.columns[number].value(row.difference), cell=cell if column.cell else None
    )
