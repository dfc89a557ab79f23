"""Import columns: which field or own key each column of a table gives."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from prodash.errors import BadFileError, UsageError, hint
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.imports.cells import CUSTOM_PREFIX, FIELD_HEADERS, cell_to_text, needs_prefix
from prodash.model.imports.table import CONTROLS, Table
from prodash.model.names.names import match_key
from prodash.model.names.similar import similar, similar_keys

IDENTIFYING = ("path", "id", "title")
"""The columns of which one must be there, for they say which track a row is about."""


class Column(NamedTuple):
    """What a column gives: a field or an own key, or nothing where the name is empty.

    `header` is what it is called in the file; `is_mapped` where an option says what it gives.
    """

    name: str
    is_custom: bool
    header: str
    is_mapped: bool = False


def resolve_columns(
    table: Table, mapped: Sequence[str], without: Sequence[str], is_used: Callable[[str], bool]
) -> tuple[Column, ...]:
    """What the columns of *table* give, by their headers and by *mapped*, such as `title=Song`.

    Columns named *without* and those that follow from others give nothing.  Raises UsageError where an
    option names no column, BadFileError for a header from which it cannot be known, as where it is near to a
    field and *is_used* as a key nowhere so far.
    """
    header = [cell.strip() for cell in table.header]
    columns = [_column_from_header(text) for text in header]
    for word in mapped:
        column = _column_from_option(word)
        columns[_position(header, column.header, f"--map {word}")] = column
    for text in without:
        columns[_position(header, text, f"--without {text}")] = Column("", is_custom=False, header=text)
    _require_distinct(table.name, columns)
    _require_identifying(table.name, columns)
    _require_unambiguous(table.name, columns, is_used)
    return tuple(columns)


def _column_from_header(header: str) -> Column:
    text = cell_to_text(header)
    if text.startswith(CUSTOM_PREFIX) and needs_prefix(text.removeprefix(CUSTOM_PREFIX)):
        return Column(text.removeprefix(CUSTOM_PREFIX), is_custom=True, header=header)
    name = FIELD_HEADERS.get(match_key(text), "") if text else ""
    return Column(name or text, is_custom=not name, header=header)


def _column_from_option(word: str) -> Column:
    """The column that `--map FIELD=COLUMN` speaks of."""
    name, equals, header = (part.strip() for part in word.partition("="))
    if not (name and equals and header):
        raise UsageError(f"--map {word!r} is no FIELD=COLUMN; write title=Song, as in --map title=Song")
    if CONTROLS.search(name):
        raise UsageError(f"--map {word!r} has a key with control characters; type it again")
    field = FIELD_HEADERS.get(match_key(name), "")
    return Column(field or name, is_custom=not field, header=header, is_mapped=True)


def _position(header: Sequence[str], text: str, option: str) -> int:
    """Where the column called *text* is: by its exact header, else by the only one that is alike."""
    positions = [position for position, name in enumerate(header) if name == text]
    positions = positions or [position for position, name in enumerate(header) if match_key(name) == match_key(text)]
    if len(positions) == 1:
        return positions[0]
    if positions:
        raise UsageError(f"{option}: the file has {len(positions)} columns {text!r}; rename one there")
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
            "its first line names no column title, id or path; write a header, or say which one it is with --map title=COLUMN",
        )


def _require_unambiguous(name: str, columns: Sequence[Column], is_used: Callable[[str], bool]) -> None:
    """Raise BadFileError where an own key has no name that people type, or may be a field misspelled."""
    fields = {column.name for column in columns if not column.is_custom}
    for column in columns:
        if not column.is_custom:
            continue
        if CONTROLS.search(column.header):
            raise BadFileError(name, f"the column {column.header!r} has control characters; rename it")
        near = similar_keys(column.name, TRACK_FIELDS)
        as_typed = column.header == column.name and not column.is_mapped
        # Beside a column of that name it is a key of its own for sure.
        if as_typed and near and near[0] not in fields and not is_used(column.name):
            raise BadFileError(
                name,
                f"unknown column {column.header!r}; --map {near[0]}={column.header} if it is the {near[0]}, "
                f"--map {column.header}={column.header} for a key of your own",
            )


def _duplicate_reason(first: Column, second: Column) -> str:
    if first.header == second.header:
        return f"it has two columns {first.header!r}; rename one"
    return (
        f"its columns {first.header!r} and {second.header!r} both give {first.name}; "
        f"leave one out with --without {second.header}, or rename it"
    )
