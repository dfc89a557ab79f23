"""Import table: the rows of a file before anything is known of what they mean."""

import re
from typing import NamedTuple

from prodash.model.imports.cells import unguard
from prodash.model.names.characters import BYTE_ORDER_MARK, CONTROL_CHARACTERS

CONTROLS = re.compile(f"[{CONTROL_CHARACTERS}{BYTE_ORDER_MARK}]")
"""What stands in no header and no title, unless it is escaped."""


class Row(NamedTuple):
    """The cells of one row, and the line that it starts on."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """What a file of rows holds; `name` is what messages call it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def unguarded(table: Table) -> Table:
    """*table* without the quotes that --csv-safe puts before what could be a formula."""
    rows = (Row(row.line, tuple(map(unguard, row.cells))) for row in table.rows)
    return Table(table.name, tuple(map(unguard, table.header)), tuple(rows))
