"""Import table: the raw rows of a CSV file."""

import re
from typing import NamedTuple

from prodash.model.imports.formulas import unguard
from prodash.model.names.characters import BYTE_ORDER_MARK, CONTROL_CHARACTERS

CONTROLS = re.compile(f"[{CONTROL_CHARACTERS}{BYTE_ORDER_MARK}]")
"""Characters that headers and titles may contain only when escaped."""


class Row(NamedTuple):
    """The cells of one row, and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """The header and rows of a file; `name` is the file's name in messages."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def filled_cells(self, position: int) -> list[str]:
        """The cells of a column that are not empty, without blanks around them."""
        cells = (row.cells[position].strip() for row in self.rows if len(row.cells) > position)
        return [*filter(None, cells)]


def unguarded(table: Table) -> Table:
    """*table* without the quotes that --csv-safe puts before formulas."""
    rows = (Row(row.line, tuple(map(unguard, row.cells))) for row in table.rows)
    return Table(table.name, tuple(map(unguard, table.header)), tuple(rows))
