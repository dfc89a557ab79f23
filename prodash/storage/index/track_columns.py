"""Index columns: what reading all track files gave, a column for each field, in the order of paths.

    files   [SIZES, MTIMES, CTIMES, INODES]
    rows    [PATHS, IDS, TITLES, {FIELD: [VALUES, NUMBER OF THE VALUE OF EACH FILE], ...}, [[ROW, PROBLEMS], ...]]
    more    the details of each track, on a line of their own

Python compares, counts and decodes a column much faster than it makes a value for each row.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from prodash.model.catalogue.problem import Problem
from prodash.model.names.file_names import track_id
from prodash.storage.index.details import LINE_SEPARATOR, LazyLines, to_json_line
from prodash.storage.index.problem_rows import problem_of, problem_row
from prodash.storage.index.status import Status

if TYPE_CHECKING:
    from prodash.storage.index.track_rows import TrackRow

Shared: TypeAlias = tuple[Sequence[Any], Sequence[int]]
"""The different values of a field, and the number of the value of each file."""

_FIELDS: Mapping[str, Callable[["TrackRow"], Any]] = {
    "stage": lambda row: row.names[0],
    "workflows": lambda row: row.names[1],
    "projects": lambda row: row.names[2],
    "due": lambda row: row.due,
    "keys": lambda row: row.keys,
}

FILES, ROWS, MORE = "files", "rows", "more"
"""The names of the index sections with the columns."""

Keys: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The keys in a file: those of custom fields in their order there, and all others."""

DetailLines: TypeAlias = Callable[[int], bytes]
"""The details of each track file by its number, as JSON; raises one of MALFORMED if the index is damaged there."""


class TrackColumns(NamedTuple):
    """The columns of all track files; `shared` has what many tracks share: names, due dates and the keys in their files.

    `titles` has None for a file that has no track, `problems` only the files with problems, by their number.
    `statuses` raises one of MALFORMED if the index is damaged there; nobody asks for them while no file has changed.
    """

    paths: Sequence[str]
    statuses: Callable[[], Sequence[Status]]
    ids: Sequence[str]
    titles: Sequence[str | None]
    shared: Mapping[str, Shared]
    problems: Mapping[int, Sequence[Problem]]
    details: DetailLines

    def value(self, field: str, number: int) -> Any:
        """The value that the file with this number has in a shared *field*."""
        values, numbers = self.shared[field]
        return values[numbers[number]]

    def row(self, number: int) -> "TrackRow":
        """The row of the file with this number."""
        from prodash.storage.index.track_rows import TrackRow

        stage, workflows, projects, due, keys = map(self.value, _FIELDS, repeat(number))
        return TrackRow(
            self.paths[number],
            self.statuses()[number],
            self.titles[number],
            (stage, workflows, projects),
            due,
            self.problems.get(number, ()),
            keys,
            (self.details, number),
        )


def columns_of(rows: "Sequence[TrackRow]") -> TrackColumns:
    """The columns of *rows*, which are in the order of their paths."""
    statuses = [row.status for row in rows]
    return TrackColumns(
        paths=[row.path for row in rows],
        statuses=lambda: statuses,
        ids=[track_id(row.path) for row in rows],
        titles=[row.title for row in rows],
        shared={field: numbered([value_of(row) for row in rows]) for field, value_of in _FIELDS.items()},
        problems={number: row.problems for number, row in enumerate(rows) if row.problems},
        details=lambda number: rows[number].text,
    )


def numbered(values: Sequence[Any]) -> Shared:
    """The different ones among *values*, and the number of each."""
    numbers: dict[Any, int] = {}
    each = [numbers.setdefault(value, len(numbers)) for value in values]
    return [*numbers], each


def columns_to_json(columns: TrackColumns) -> dict[str, bytes]:
    """The index sections of *columns*; raises one of MALFORMED if details can no longer be read."""
    days, numbers = columns.shared["due"]
    shared = {**columns.shared, "due": ([day and day.isoformat() for day in days], numbers)}
    problems = [(number, [*map(problem_row, found)]) for number, found in columns.problems.items()]
    statuses = [*zip(*columns.statuses(), strict=True)]
    paths, _, ids, titles, *_ = columns
    details = LINE_SEPARATOR.join(map(columns.details, range(len(paths))))
    return {
        FILES: to_json_line(statuses),
        ROWS: to_json_line([paths, ids, titles, shared, problems]),
        MORE: b"[%b]" % details,
    }


def columns_from_json(sections: Mapping[str, bytes]) -> TrackColumns:
    """The columns that `columns_to_json` encoded as *sections*; statuses and details are read on first access.

    Raises one of MALFORMED for other data.
    """
    paths, ids, titles, shared, problems = json.loads(sections[ROWS])
    columns = TrackColumns(
        paths,
        cache(partial(_statuses_in, sections, len(paths))),
        ids,
        titles,
        {field: ([*map(decode, shared[field][0])], shared[field][1]) for field, decode in _DECODERS.items()},
        {number: [problem_of(paths[number], row) for row in rows] for number, rows in problems},
        LazyLines(partial(sections.__getitem__, MORE)).__getitem__,
    )
    _require_columns(columns)
    return columns


def _text(value: str) -> str:
    """*value*.  Raises TypeError if it is not a text, because `+ ""` does."""
    return value + ""


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _keys(custom: Sequence[str], others: Sequence[str]) -> Keys:
    return _texts(custom), _texts(others)


_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "stage": _text,
    "workflows": _texts,
    "projects": _texts,
    "due": lambda day: None if day is None else date.fromisoformat(day),
    "keys": lambda keys: _keys(*keys),
}


def _statuses_in(sections: Mapping[str, bytes], length: int) -> Sequence[Status]:
    """The status of each file.  Raises one of MALFORMED if they are damaged, or not as many as *length*."""
    sizes, mtimes, ctimes, inodes = json.loads(sections[FILES]) or ((), (), (), ())
    statuses = [*zip(sizes, mtimes, ctimes, inodes, strict=True)]
    if len(statuses) != length:
        raise ValueError
    return statuses


_TYPES: Sequence[set[type]] = ({str}, {str}, {str, type(None)}, {int}, {int}, {int}, {int}, {int})
"""The types of the values in the columns of paths, ids and titles, then of the numbers in each of the five shared fields."""


def _require_columns(columns: TrackColumns) -> None:
    """Raise ValueError unless the columns are equally long, with values of their types and numbers that exist."""
    numbers = [numbers for _, numbers in columns.shared.values()]
    for column, types in zip([columns.paths, columns.ids, columns.titles, *numbers], _TYPES, strict=True):
        if len(column) != len(columns.paths) or not {*map(type, column)} <= types:
            raise ValueError
    places = [(numbers, values) for values, numbers in columns.shared.values()]
    for used, column in (*places, (columns.problems, columns.paths)):
        if not all(map(range(len(column)).__contains__, {*used})):
            raise ValueError
