"""Lists: the columns of a table whose cells look like lists with commas."""

import re
from collections.abc import Iterator, Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.imports.column import Column
from prodash.model.imports.table import Table

_LIST = re.compile(r"[^\[{\"][^,]{0,40}(?:,\s*[^,\s][^,]{0,40})+")
_NUMBER = re.compile(r"[+-]?[\d.,' ]+")


def like_lists(catalogue: Catalogue, table: Table, columns: Sequence[Column]) -> Iterator[Column]:
    """The columns of custom fields most of whose cells look like lists, unless tracks have texts there."""
    for position, column in enumerate(columns):
        if column.name and column.is_custom and not column.is_list and not _has_texts(catalogue, column):
            cells = [row.cells[position].strip() for row in table.rows if len(row.cells) > position]
            filled = [*filter(None, cells)]
            if len(filled) > 1 and 2 * sum(map(_is_list, filled)) > len(filled):
                yield column


def list_option(column: Column) -> str:
    """The option that makes lists of the cells of *column*."""
    return shell.join(["--list", column.header])


def _has_texts(catalogue: Catalogue, column: Column) -> bool:
    field = column.field
    return field is not None and any(isinstance(field.value_in(track), str) for track in catalogue.tracks)


def _is_list(cell: str) -> bool:
    return bool(_LIST.fullmatch(cell)) and not _NUMBER.fullmatch(cell)
