"""Date columns: which columns of a table become custom fields of dates, and the formats that cells may be written in."""

from collections.abc import Sequence

from prodash.model.catalogue.due import day_in
from prodash.model.imports.column import Column
from prodash.model.imports.dates import CellDates, parse_in_format, without_time
from prodash.model.imports.table import Table

_SAMPLE = 1000
"""How many cells of a column decide."""


def with_dates(columns: Sequence[Column], table: Table, dates: CellDates) -> tuple[Column, ...]:
    """*columns* with those marked that make a new custom field, if most of their cells are in the format of *dates*."""
    if not dates.format:
        return tuple(columns)
    return tuple(
        column._replace(is_date=is_new(column) and _most_in_format(table.filled_cells(position), dates))
        for position, column in enumerate(columns)
    )


def is_new(column: Column) -> bool:
    """Whether *column* makes a custom field with one value that the catalogue does not have yet."""
    return bool(column.name) and column.is_custom and not column.is_list and column.field is None


def possible_formats(cells: Sequence[str], dates: CellDates) -> tuple[str, ...]:
    """The formats that read each date among *cells*, if most that are not in ISO 8601 are dates in figures."""
    sample = [text for cell in cells[:_SAMPLE] if not day_in(text := without_time(cell))]
    found = {cell: formats for cell in sample if (formats := dates.formats_in_figures(cell))}
    if 2 * sum(cell in found for cell in sample) <= len(sample):
        return ()
    every = dict.fromkeys(one for formats in found.values() for one in formats)
    return tuple(one for one in every if all(parse_in_format(cell, one) for cell in found))


def _most_in_format(cells: Sequence[str], dates: CellDates) -> bool:
    sample = cells[:_SAMPLE]
    return 2 * sum(dates.in_format(cell) is not None for cell in sample) > len(sample)
