"""Import columns: which field or own key each column of a table gives."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from prodash.errors import BadFileError, UsageError, hint
from prodash.model.catalogue.fields import TRACK_FIELDS
from prodash.model.imports.cells import from_text
from prodash.model.imports.headers import KNOWN, OWN, is_taken
from prodash.model.imports.table import CONTROLS, Table
from prodash.model.names.names import loose
from prodash.model.names.similar import near_keys, similar

WHERE = ("path", "id", "title")
"""The columns of which one must be there, for they say which track a row is about."""


class Column(NamedTuple):
    """What a column gives: a field or an own key, or nothing where the name is empty.

    `header` is what it is called in the file; `mapped` where an option says what it gives.
    """

    name: str
    own: bool
    header: str
    mapped: bool = False


def columns_of(
    table: Table, mapped: Sequence[str], without: Sequence[str], is_used: Callable[[str], bool]
) -> tuple[Column, ...]:
    """What the columns of *table* give, by their headers and by *mapped*, such as `title=Song`.

    Columns named *without* and those that follow from others give nothing.  Raises UsageError where an
    option names no column, BadFileError for a header from which it cannot be known, as where it is near to a
    field and *is_used* as a key nowhere so far.
    """
    header = [cell.strip() for cell in table.header]
    columns = [_column(text) for text in header]
    for word in mapped:
        column = _mapped(word)
        columns[_position(header, column.header, f"--map {word}")] = column
    for text in without:
        columns[_position(header, text, f"--without {text}")] = Column("", own=False, header=text)
    _must_differ(table.name, columns)
    _must_say_which(table.name, columns)
    _must_be_meant(table.name, columns, is_used)
    return tuple(columns)


def _column(header: str) -> Column:
    text = from_text(header)
    if text.startswith(OWN) and is_taken(text.removeprefix(OWN)):
        return Column(text.removeprefix(OWN), own=True, header=header)
    name = KNOWN.get(loose(text), "") if text else ""
    return Column(name or text, own=not name, header=header)


def _mapped(word: str) -> Column:
    """The column that `--map FIELD=COLUMN` speaks of."""
    name, sign, header = (part.strip() for part in word.partition("="))
    if not (name and sign and header):
        raise UsageError(f"--map {word!r} is no FIELD=COLUMN; write title=Song, as in --map title=Song")
    if CONTROLS.search(name):
        raise UsageError(f"--map {word!r} has a key with control characters; type it again")
    found = KNOWN.get(loose(name), "")
    return Column(found or name, own=not found, header=header, mapped=True)


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


def _must_differ(name: str, columns: Sequence[Column]) -> None:
    seen: dict[tuple[str, bool], Column] = {}
    for column in columns:
        first = seen.setdefault((column.name, column.own), column)
        if column.name and first is not column:
            raise BadFileError(name, _twice(first, column))


def _must_say_which(name: str, columns: Sequence[Column]) -> None:
    if not any(column.name in WHERE and not column.own for column in columns):
        raise BadFileError(
            name,
            "its first line names no column title, id or path; write a header, or say which one it is with --map title=COLUMN",
        )


def _must_be_meant(name: str, columns: Sequence[Column], is_used: Callable[[str], bool]) -> None:
    """Raise BadFileError where an own key has no name that people type, or may be a field misspelled."""
    fields = {column.name for column in columns if not column.own}
    for column in columns:
        if not column.own:
            continue
        if CONTROLS.search(column.header):
            raise BadFileError(name, f"the column {column.header!r} has control characters; rename it")
        near = near_keys(column.name, TRACK_FIELDS)
        as_typed = column.header == column.name and not column.mapped
        # Beside a column of that name it is a key of its own for sure.
        if as_typed and near and near[0] not in fields and not is_used(column.name):
            raise BadFileError(
                name,
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
