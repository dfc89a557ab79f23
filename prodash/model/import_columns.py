"""Import columns: which field or own key each column of a table gives."""

import re
from collections.abc import Container, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from prodash.errors import BadFileError, UsageError, hint
from prodash.model.cell import from_text, unguard
from prodash.model.fields import TRACK_FIELDS
from prodash.model.name import loose
from prodash.model.similar import similar

WHERE = ("path", "id", "title")
"""The columns of which one must be there, for they say which track a row is about."""

DUE_FROM = "due_from"

BYTE_ORDER_MARK = "\ufeff"
"""What a file begins with, and what no cell has but by mistake."""

CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{BYTE_ORDER_MARK}]")
"""What stands in no header and no title, unless it is escaped."""

_FOLLOWING = frozenset({"stage_name", DUE_FROM, "days_left", "urgency"})
_KNOWN = {loose(name): name for name in (*sorted(TRACK_FIELDS), "id", "path", *sorted(_FOLLOWING))}
_OWN = "own."
_ALIKE = 0.8


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


class Column(NamedTuple):
    """What a column gives: a field or an own key, or nothing where the name is empty.

    `header` is what it is called in the file.
    """

    name: str
    own: bool
    header: str


def columns_of(
    table: Table, mapped: Sequence[str], without: Sequence[str], used: Container[str]
) -> tuple[Column, ...]:
    """What the columns of *table* give, by their headers and by *mapped*, such as `title=Song`.

    Columns named *without* and those that follow from others give nothing.  Raises UsageError where an
    option names no column, BadFileError for a header from which it cannot be known, as where it is near to a
    field and no key *used* so far.
    """
    header = [cell.strip() for cell in table.header]
    columns = [_column(text) for text in header]
    for word in mapped:
        name, sign, text = (part.strip() for part in word.partition("="))
        if not (name and sign and text):
            raise UsageError(f"--map {word!r} is no FIELD=COLUMN; write title=Song, as in --map title=Song")
        found = _KNOWN.get(loose(name), "")
        place = _position(header, text, f"--map {word}")
        columns[place] = Column(found or name, own=not found, header=text)
    for text in without:
        columns[_position(header, text, f"--without {text}")] = Column("", own=False, header=text)
    given = {mapped_word.partition("=")[0].strip() for mapped_word in mapped}
    _check(table, columns, given, used)
    return tuple(columns)


def own_header(key: str) -> str:
    """The header of an own key in a table; one that would be taken for something else starts with `own.`."""
    return f"{_OWN}{key}" if _is_taken(key) else key


def _is_taken(key: str) -> bool:
    return loose(key) in _KNOWN or loose(key) == "own" or key.startswith(_OWN)


def _column(header: str) -> Column:
    text = from_text(header)
    if text.startswith(_OWN) and _is_taken(text.removeprefix(_OWN)):
        return Column(text.removeprefix(_OWN), own=True, header=header)
    name = _KNOWN.get(loose(text), "") if text else ""
    return Column(name or text, own=not name, header=header)


def _position(header: Sequence[str], text: str, option: str) -> int:
    """Where the column called *text* is: by its exact header, else by the only one that is alike."""
    found = [place for place, name in enumerate(header) if name == text]
    found = found or [place for place, name in enumerate(header) if loose(name) == loose(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{option}: the file has {len(found)} columns {text!r}; rename one there")
    named = [name for name in header if name]
    raise UsageError(f"{option}: the file has no column {text!r}{hint(similar(text, named), named)}")


def _check(table: Table, columns: Sequence[Column], given: Container[str], used: Container[str]) -> None:
    seen: dict[tuple[str, bool], Column] = {}
    for column in columns:
        key = (column.name, column.own)
        if column.name and key in seen:
            raise BadFileError(table.name, _twice(seen[key], column))
        seen[key] = column
    if not any((name, False) in seen for name in WHERE):
        raise BadFileError(
            table.name,
            "its first line names no column title, id or path; write a header, or say which one it is with --map title=COLUMN",
        )
    for column in columns:
        if not column.own:
            continue
        if CONTROLS.search(column.header):
            raise BadFileError(table.name, f"the column {column.header!r} has control characters; rename it")
        near = get_close_matches(column.name.casefold(), sorted(TRACK_FIELDS), n=1, cutoff=_ALIKE)
        # Beside a column of that name it is a key of its own for sure.
        named = column.header == column.name and column.name not in given
        if named and near and (near[0], False) not in seen and column.name not in used:
            raise BadFileError(
                table.name,
                f"unknown column {column.header!r}; --map {near[0]}={column.header} if it is the {near[0]}, "
                f"--map {column.header}={column.header} for a key of your own",
            )


def _twice(first: Column, second: Column) -> str:
    if first.header == second.header:
        return f"it has two columns {first.header!r}; rename one"
    return (
        f"its columns {first.header!r} and {second.header!r} both give {first.name}; "
        f"leave one out with --without {second.header}, or rename it"
    )
