"""Column hints: what columns of a table look like although no option says so: the stage, lists with commas, or dates."""

import re
from collections.abc import Iterator, Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import STAGE_KEY
from prodash.model.custom_fields.custom_fields import custom_fields_of
from prodash.model.entries.stage_values import is_usual_name
from prodash.model.imports.column import Column
from prodash.model.imports.date_columns import is_new, possible_formats
from prodash.model.imports.dates import CellDates
from prodash.model.imports.table import Table

_LIST = re.compile(r"[^\[{\"][^,]{0,40}(?:,\s*[^,\s][^,]{0,40})+")
_NUMBER = re.compile(r"[+-]?[\d.,' ]+")


def column_hints(
    catalogue: Catalogue, table: Table, columns: Sequence[Column], dates: CellDates
) -> Iterator[str]:
    """A sentence for each column that looks like what it is not taken for, with the option for it."""
    custom = [
        (column, table.filled_cells(position))
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
    yield from _date_hints(custom, dates)


def _date_hints(columns: Sequence[tuple[Column, Sequence[str]]], dates: CellDates) -> Iterator[str]:
    for column, cells in columns:
        if column.is_date:
            yield f"the cells of the column {column.header!r} that are written as {dates.format} become dates"
        elif not dates.format and is_new(column) and (formats := possible_formats(cells, dates)):
            option = f"--date-format {' or '.join(formats)}"
            yield f"the column {column.header!r} has dates that stay texts; to make dates of them, add {option}"


def _may_be_stage(catalogue: Catalogue, column: Column, cells: Sequence[str]) -> bool:
    """Whether *column* has a name that many use for the stage, or all its *cells* name stages of *catalogue*."""
    return bool(cells) and (is_usual_name(column.name) or all(map(catalogue.stages.find, cells)))


def _has_texts(catalogue: Catalogue, column: Column) -> bool:
    field, tracks_with = column.field, custom_fields_of(catalogue).tracks_with
    return field is not None and any(
        isinstance(field.value_in(track), str) for track in tracks_with(field.name)
    )


def _is_list(cell: str) -> bool:
    return bool(_LIST.fullmatch(cell)) and not _NUMBER.fullmatch(cell)
