"""Index columns: what reading all track files gave, a column for each field, in the order of paths.

    files   [SIZES, MTIMES, CTIMES, INODES]
    rows    [PATHS, IDS, TITLES, KINDS OF TRACKS, [[STAGE, WORKFLOWS, PROJECTS, DUE], ...], [[ROW, PROBLEMS], ...]]
    more    the details of each track, on a line of their own

Python compares, counts and decodes a column much faster than it makes a value for each row.
"""

import json
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

DetailLines: TypeAlias = Callable[[int], bytes]
"""The details of each track file by its number, as JSON; raises one of MALFORMED if the index is damaged there."""

_SEPARATOR = b",\n"

Kind: TypeAlias = tuple[Names, date | None]
"""What tracks that are alike have in common."""


class TrackColumns(NamedTuple):
    """The columns of all track files; `kinds` has each kind of track once, `kind_numbers` its number for each file.

    `titles` has None for a file that has no track, `problems` only the files with problems, by their number.
    `statuses` raises one of MALFORMED if the index is damaged there; nobody asks for them while no file has changed.
    """

    paths: Sequence[str]
    statuses: Callable[[], Sequence[Status]]
    ids: Sequence[str]
    titles: Sequence[str | None]
    kind_numbers: Sequence[int]
    kinds: Sequence[Kind]
    problems: Mapping[int, Sequence[Problem]]
    details: DetailLines

    def row(self, number: int) -> "TrackRow":
        """The row of the file with this number."""
        from prodash.storage.index.track_rows import TrackRow

        names, due = self.kinds[self.kind_numbers[number]]
        title, problems = self.titles[number], self.problems.get(number, ())
        details = self.details, number
        return TrackRow(self.paths[number], self.statuses()[number], title, names, due, problems, details)


def columns_of(rows: "Sequence[TrackRow]") -> TrackColumns:
    """The columns of *rows*, which are in the order of their paths."""
    kinds: dict[Kind, int] = {}
    statuses = [row.status for row in rows]
    return TrackColumns(
        paths=[row.path for row in rows],
        statuses=lambda: statuses,
        ids=[track_id(row.path) for row in rows],
        titles=[row.title for row in rows],
        kind_numbers=[kinds.setdefault((row.names, row.due), len(kinds)) for row in rows],
        kinds=[*kinds],
        problems={number: row.problems for number, row in enumerate(rows) if row.problems},
        details=lambda number: rows[number].text,
    )


def columns_to_json(columns: TrackColumns) -> dict[str, bytes]:
    """The index sections of *columns*; raises one of MALFORMED if details can no longer be read."""
    kinds = [(*names, due.isoformat() if due else None) for names, due in columns.kinds]
    problems = [(number, [*map(problem_row, found)]) for number, found in columns.problems.items()]
    statuses = [*zip(*columns.statuses(), strict=True)]
    paths, _, ids, titles, kind_numbers, *_ = columns
    details = _SEPARATOR.join(map(columns.details, range(len(paths))))
    return {
        FILES: to_json_line(statuses),
        ROWS: to_json_line([paths, ids, titles, kind_numbers, kinds, problems]),
        MORE: b"[%b]" % details,
    }


def columns_from_json(sections: Mapping[str, bytes]) -> TrackColumns:
    """The columns that `columns_to_json` encoded as *sections*; statuses and details are read on first access.

    Raises one of MALFORMED for other data.
    """
    paths, ids, titles, kind_numbers, kinds, problems = json.loads(sections[ROWS])
    columns = TrackColumns(
        paths,
        cache(partial(_statuses_in, sections, len(paths))),
        ids,
        titles,
        kind_numbers,
        [_kind(*kind) for kind in kinds],
        {number: [problem_of(paths[number], row) for row in rows] for number, rows in problems},
        _LazyLines(partial(sections.__getitem__, MORE)).__getitem__,
    )
    _require_columns(columns)
    return columns


def _kind(stage: str, workflows: Sequence[str], projects: Sequence[str], due: str | None) -> Kind:
    """A kind of track from its JSON.  Raises TypeError for a name that is not a text, because `+ ""` does."""
    names = stage + "", tuple(name + "" for name in workflows), tuple(name + "" for name in projects)
    return names, None if due is None else date.fromisoformat(due)


def _statuses_in(sections: Mapping[str, bytes], length: int) -> Sequence[Status]:
    """The status of each file.  Raises one of MALFORMED if they are damaged, or not as many as *length*."""
    sizes, mtimes, ctimes, inodes = json.loads(sections[FILES]) or ((), (), (), ())
    statuses = [*zip(sizes, mtimes, ctimes, inodes, strict=True)]
    if len(statuses) != length:
        raise ValueError
    return statuses


_TYPES: Sequence[set[type]] = ({str}, {str}, {str, type(None)}, {int})
"""The types of the values in the columns that have one for each file."""


def _require_columns(columns: TrackColumns) -> None:
    """Raise ValueError unless the columns are equally long, with values of their types and numbers that exist."""
    rows = columns.paths, columns.ids, columns.titles, columns.kind_numbers
    for column, types in zip(rows, _TYPES, strict=True):
        if len(column) != len(columns.paths) or not {*map(type, column)} <= types:
            raise ValueError
    kinds, files = range(len(columns.kinds)), range(len(columns.paths))
    if not (
        all(map(kinds.__contains__, {*columns.kind_numbers}))
        and all(map(files.__contains__, columns.problems))
    ):
        raise ValueError


class _LazyLines:
    """The lines of an index section, read from disk on first access."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._lines: list[bytes] | None = None

    def __getitem__(self, number: int) -> bytes:
        if self._lines is None:
            self._lines = []
            self._lines = self._read()[1:-1].split(_SEPARATOR)
        return self._lines[number]
