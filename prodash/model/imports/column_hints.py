"""Column hints: what columns of a table look like although no option says so: the stage, or lists with commas."""

import re
from collections.abc import Iterator, Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.entries.stage_values import is_usual_name
from prodash.model.imports.column import Column
from prodash.model.imports.table import Table

_LIST = re.compile(r"[^\[{\"][^,]{0,40}(?:,\s*[^,\s][^,]{0,40})+")
_NUMBER = re.compile(r"[+-]?[\d.,' ]+")


def column_hints(catalogue: Catalogue, table: Table, columns: Sequence[Column]) -> Iterator[str]:
    """A sentence for each column that looks like what it is not taken for, with the option for it."""
    custom = [
        (column, _filled_cells(table, position))
        for position, column in enumerate(columns)
        if column.name and column.is_custom and not column.is_list and not _has_texts(catalogue, column)
    ]
    if all(column.is_custom or column.name != STAGE_KEY for column in columns):
        for column, cells in custom:
            if not column.is_mapped and _may_be_stage(catalogue, column, cells):
                option = shell.join(["--map", f"{STAGE_KEY}={column.header}"])
                yield f"no column is the stage; if {column.header!r} says it, add {option}"
    for column, cells in custom:
        if len(cells) > 1 and 2 * sum(map(_is_list, cells)) > len(cells):
            option = shell.join(["--list", column.header])
            yield f"most cells of the column {column.header!r} have commas; if they are lists, add {option}"


def _filled_cells(table: Table, position: int) -> list[str]:
    cells = (row.cells[position].strip() for row in table.rows if len(row.cells) > position)
    return [*filter(None, cells)]


def _may_be_stage(catalogue: Catalogue, column: Column, cells: Sequence[str]) -> bool:
    """Whether *column* has a name that many use for the stage, or all its *cells* name stages of *catalogue*."""
    return bool(cells) and (is_usual_name(column.name) or all(map(catalogue.stages.find, cells)))


def _has_texts(catalogue: Catalogue, column: Column) -> bool:
    field = column.field
    return field is not None and any(isinstance(field.value_in(track), str) for track in catalogue.tracks)


def _is_list(cell: str) -> bool:
    return bool(_LIST.fullmatch(cell)) and not _NUMBER.fullmatch(cell)
