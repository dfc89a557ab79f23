"""Index columns: what reading all track files gave, a column for each field, in the order of paths.

    files   [SIZES, MTIMES, CTIMES, INODES]
    rows    [PATHS, IDS, TITLES, NUMBERS OF KINDS, [[STAGE, WORKFLOWS, PROJECTS, DUE], ...], [[ROW, PROBLEMS], ...],
             NUMBERS OF KEYS, [[KEYS OF CUSTOM FIELDS, OTHER KEYS], ...]]
    more    the details of each track, on a line of their own

Python compares, counts and decodes a column much faster than it makes a value for each row.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Names
from prodash.model.names.file_names import track_id
from prodash.storage.index.details import to_json_line
from prodash.storage.index.problem_rows import problem_of, problem_row
from prodash.storage.index.status import Status

if TYPE_CHECKING:
    from prodash.storage.index.track_rows import TrackRow

FILES, ROWS, MORE = "files", "rows", "more"
"""The names of the index sections with the columns."""

Keys: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The keys in a file: those of custom fields in their order there, and all others."""

DetailLines: TypeAlias = Callable[[int], bytes]
"""The details of each track file by its number, as JSON; raises one of MALFORMED if the index is damaged there."""

_SEPARATOR = b",\n"

Kind: TypeAlias = tuple[Names, date | None]
"""What tracks that are alike have in common."""


class TrackColumns(NamedTuple):
    """The columns of all track files; `kinds` has each kind of track once, `kind_numbers` its number for each file.

    `keys` has all keys in the files in the same way.  `titles` has None for a file that has no track, `problems` only
    the files with problems, by their number.
    `statuses` raises one of MALFORMED if the index is damaged there; nobody asks for them while no file has changed.
    """

    paths: Sequence[str]
    statuses: Callable[[], Sequence[Status]]
    ids: Sequence[str]
    titles: Sequence[str | None]
    kind_numbers: Sequence[int]
    kinds: Sequence[Kind]
    problems: Mapping[int, Sequence[Problem]]
    key_numbers: Sequence[int]
    keys: Sequence[Keys]
    details: DetailLines

    def row(self, number: int) -> "TrackRow":
        """The row of the file with this number."""
        from prodash.storage.index.track_rows import TrackRow

        names, due = self.kinds[self.kind_numbers[number]]
        title, problems = self.titles[number], self.problems.get(number, ())
        keys, details = self.keys[self.key_numbers[number]], (self.details, number)
        return TrackRow(
            self.paths[number], self.statuses()[number], title, names, due, problems, keys, details
        )


def columns_of(rows: "Sequence[TrackRow]") -> TrackColumns:
    """The columns of *rows*, which are in the order of their paths."""
    kinds: dict[Kind, int] = {}
    keys: dict[Keys, int] = {}
    statuses = [row.status for row in rows]
    return TrackColumns(
        paths=[row.path for row in rows],
        statuses=lambda: statuses,
        ids=[track_id(row.path) for row in rows],
        titles=[row.title for row in rows],
        kind_numbers=[kinds.setdefault((row.names, row.due), len(kinds)) for row in rows],
        kinds=[*kinds],
        problems={number: row.problems for number, row in enumerate(rows) if row.problems},
        key_numbers=[keys.setdefault(row.keys, len(keys)) for row in rows],
        keys=[*keys],
        details=lambda number: rows[number].text,
    )


def columns_to_json(columns: TrackColumns) -> dict[str, bytes]:
    """The index sections of *columns*; raises one of MALFORMED if details can no longer be read."""
    kinds = [(*names, due.isoformat() if due else None) for names, due in columns.kinds]
    problems = [(number, [*map(problem_row, found)]) for number, found in columns.problems.items()]
    statuses = [*zip(*columns.statuses(), strict=True)]
    paths, _, ids, titles, kind_numbers, *_ = columns
    details = _SEPARATOR.join(map(columns.details, range(len(paths))))
    rows = [paths, ids, titles, kind_numbers, kinds, problems, columns.key_numbers, columns.keys]
    return {
        FILES: to_json_line(statuses),
        ROWS: to_json_line(rows),
        MORE: b"[%b]" % details,
    }


def columns_from_json(sections: Mapping[str, bytes]) -> TrackColumns:
    """The columns that `columns_to_json` encoded as *sections*; statuses and details are read on first access.

    Raises one of MALFORMED for other data.
    """
    paths, ids, titles, kind_numbers, kinds, problems, key_numbers, keys = json.loads(sections[ROWS])
    columns = TrackColumns(
        paths,
        cache(partial(_statuses_in, sections, len(paths))),
        ids,
        titles,
        kind_numbers,
        [_kind(*kind) for kind in kinds],
        {number: [problem_of(paths[number], row) for row in rows] for number, rows in problems},
        key_numbers,
        [(_texts(custom), _texts(others)) for custom, others in keys],
        _LazyLines(partial(sections.__getitem__, MORE)).__getitem__,
    )
    _require_columns(columns)
    return columns


def _kind(stage: str, workflows: Sequence[str], projects: Sequence[str], due: str | None) -> Kind:
    """A kind of track from its JSON.  Raises TypeError for a name that is not a text."""
    return (stage + "", _texts(workflows), _texts(projects)), None if due is None else date.fromisoformat(due)


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    """*values* as a tuple.  Raises TypeError if one is not a text, because `+ ""` does."""
    return tuple(value + "" for value in values)


def _statuses_in(sections: Mapping[str, bytes], length: int) -> Sequence[Status]:
    """The status of each file.  Raises one of MALFORMED if they are damaged, or not as many as *length*."""
    sizes, mtimes, ctimes, inodes = json.loads(sections[FILES]) or ((), (), (), ())
    statuses = [*zip(sizes, mtimes, ctimes, inodes, strict=True)]
    if len(statuses) != length:
        raise ValueError
    return statuses


_TYPES: Sequence[set[type]] = ({str}, {str}, {str, type(None)}, {int}, {int})
"""The types of the values in the columns that have one for each file."""


def _require_columns(columns: TrackColumns) -> None:
    """Raise ValueError unless the columns are equally long, with values of their types and numbers that exist."""
    rows = columns.paths, columns.ids, columns.titles, columns.kind_numbers, columns.key_numbers
    for column, types in zip(rows, _TYPES, strict=True):
        if len(column) != len(columns.paths) or not {*map(type, column)} <= types:
            raise ValueError
    numbers_of = (
        (columns.kinds, {*columns.kind_numbers}),
        (columns.keys, {*columns.key_numbers}),
        (columns.paths, columns.problems),
    )
    if not all(all(map(range(len(column)).__contains__, numbers)) for column, numbers in numbers_of):
        raise ValueError


class _LazyLines:
    """The lines of an index section, read from disk on first access."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._text = b""
        self._starts: Sequence[int] | None = None

    def __getitem__(self, number: int) -> bytes:
        if self._starts is None:
            self._starts = ()
            self._text = self._read()
            # Only the places of lines, because a text for each takes twice the memory.
            ends = [match.end() for match in re.finditer(_SEPARATOR, self._text)]
            self._starts = [1, *ends, len(self._text) + 1]
        return self._text[self._starts[number] : self._starts[number + 1] - len(_SEPARATOR)]
