"""Import columns: which field or custom field each column of a table fills."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from prodash import shell
from prodash.errors import BadFileError, UsageError, hint
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.fields import (
    AGE_IS_LOWER_BOUND,
    CUSTOM_PREFIX,
    STAGE_KEY,
    TIMES,
    TRACK_FIELDS,
)
from prodash.model.change.fields_meant import near_fields
from prodash.model.imports.cells import FIELD_HEADERS, OLDER_PREFIX, cell_to_text, needs_prefix
from prodash.model.imports.column import Column, as_list, with_fields
from prodash.model.imports.table import CONTROLS, Table
from prodash.model.names.names import match_key, unquoted
from prodash.model.names.similar import similar, similar_keys

IDENTIFYING = ("path", "id", "title")
"""The columns that identify a row's track; a table needs at least one of them."""


_MAPPING = re.compile(r'\s*("(?:[^"]|"")+"\s*(?==)|[^=]*)(=?)(.*)', re.DOTALL)
"""A field, which may be in quotes, and the column behind the equals sign."""


class AskedColumns(NamedTuple):
    """What the user says of the columns of a table, which are named by their headers.

    mapped   those that fill a field, such as `title=Song`
    without  those that are left out
    lists    those whose cells are lists
    """

    mapped: Sequence[str] = ()
    without: Sequence[str] = ()
    lists: Sequence[str] = ()


def resolve_columns(table: Table, asked: AskedColumns, catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of *table*, by their headers and as *asked*.

    A header that is similar to a field's name, and not a custom field of *catalogue* yet, may be a typo.
    Raises UsageError if an option names an unknown column, BadFileError for an ambiguous header.
    """
    header = [cell.strip() for cell in table.header]
    columns = [_column_from_header(text, catalogue) for text in header]
    for word in asked.mapped:
        column = _column_from_option(word, catalogue)
        columns[_position(header, column.header, f"--map {word}")] = column
    for text in asked.without:
        columns[_position(header, text, f"--without {text}")] = Column("", is_custom=False, header=text)
    for text in asked.lists:
        position = _position(header, text, f"--list {text}")
        columns[position] = as_list(columns[position])
    columns = with_fields(columns, catalogue)
    _require_distinct(table.name, columns)
    _require_identifying(table.name, columns)
    _require_unambiguous(table.name, columns, catalogue)
    return tuple(columns)


def _column_from_header(header: str, catalogue: Catalogue) -> Column:
    text = cell_to_text(header)
    if key := _custom_key(text):
        return Column(key, is_custom=True, header=header)
    name = _field_called(text, catalogue) if text else ""
    return Column(name or text, is_custom=not name, header=header)


def _field_called(name: str, catalogue: Catalogue) -> str:
    """The field of prodash that *name* means, however it is written; empty if it means none."""
    return STAGE_KEY if catalogue.stage_line.is_called(name) else FIELD_HEADERS.get(match_key(name), "")


def _custom_key(header: str) -> str:
    """The custom field that *header* names with a prefix; empty if it has none."""
    if header.startswith(CUSTOM_PREFIX):
        return header.removeprefix(CUSTOM_PREFIX)
    key = header.removeprefix(OLDER_PREFIX)
    needed_it = needs_prefix(key) or match_key(key) == "own" or key.startswith(OLDER_PREFIX)
    return key if key != header and needed_it else ""


def _column_from_option(word: str, catalogue: Catalogue) -> Column:
    """The column that `--map FIELD=COLUMN` describes."""
    name, equals, header = (part.strip() for part in _MAPPING.findall(word)[0])
    if not (name and equals and header):
        raise UsageError(f"--map {word!r} is not FIELD=COLUMN; write for example --map title=Song")
    name = unquoted(name)
    if CONTROLS.search(name):
        raise UsageError(f"--map {word!r} has control characters in the field name; type it again")
    field = _field_called(name, catalogue)
    if field in TIMES:
        return Column(name, is_custom=True, header=header, is_mapped=True)
    name = name.removeprefix(CUSTOM_PREFIX) or name
    return Column(field or name, is_custom=not field, header=header, is_mapped=True)


def _position(header: Sequence[str], text: str, option: str) -> int:
    """The index of the column called *text*: the exact header, else the only one that matches without case and punctuation."""
    positions = [position for position, name in enumerate(header) if name == text]
    positions = positions or [
        position for position, name in enumerate(header) if match_key(name) == match_key(text)
    ]
    if len(positions) == 1:
        return positions[0]
    if positions:
        raise UsageError(f"{option}: the file has {len(positions)} columns {text!r}; rename one in the file")
    named = [name for name in header if name]
    raise UsageError(f"{option}: the file has no column {text!r}{hint(similar(text, named), named)}")


def _require_distinct(name: str, columns: Sequence[Column]) -> None:
    seen: dict[tuple[str, bool], Column] = {}
    for column in columns:
        first = seen.setdefault((column.name, column.is_custom), column)
        if column.name and first is not column:
            raise BadFileError(name, _duplicate_reason(first, column))


def _require_identifying(name: str, columns: Sequence[Column]) -> None:
    if not any(column.name in IDENTIFYING and not column.is_custom for column in columns):
        raise BadFileError(
            name,
            "the header has no column title, id or path; add one, or name the column with --map title=COLUMN",
        )


def _require_unambiguous(name: str, columns: Sequence[Column], catalogue: Catalogue) -> None:
    """Raise BadFileError if a custom field has control characters in its name or may be another field misspelt.

    So does a column that may be one of the history or a custom field.
    """
    fields = {column.name for column in columns if column.field or not column.is_custom}
    for column in columns:
        # Only `list` writes the column that says which ages are bounds.
        if column.name in TIMES and not column.is_custom and AGE_IS_LOWER_BOUND not in fields:
            raise BadFileError(
                name,
                f"the column {column.header!r} may be the {column.name} that git knows; then write "
                f"{shell.join(['--without', column.header])}, or {_map_option(column.name, column)} for a custom field",
            )
    for column in columns:
        if not column.is_custom:
            continue
        if CONTROLS.search(column.header):
            raise BadFileError(name, f"the column {column.header!r} has control characters; rename it")
        if column.header != column.name or column.is_mapped or column.field or catalogue.has_key(column.name):
            continue
        near = similar_keys(column.name, TRACK_FIELDS) or near_fields(catalogue, column.name)
        # If the field has its own column too, this one cannot be a misspelling of it.
        if near and near[0] not in fields:
            raise BadFileError(
                name,
                f"unknown column {column.header!r}; write {_map_option(near[0], column)} if it is the {near[0]}, "
                f"or {_map_option(column.header, column)} for a custom field",
            )


def _duplicate_reason(first: Column, second: Column) -> str:
    if first.header == second.header:
        return f"two columns are called {first.header!r}; rename one"
    return (
        f"the columns {first.header!r} and {second.header!r} both fill {first.name}; "
        f"leave one out with {shell.join(['--without', second.header])}, or rename it"
    )


def _map_option(name: str, column: Column) -> str:
    return shell.join(["--map", f"{name}={column.header}"])
