"""Convert tracks to index rows and back, and the rows to JSON."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Location, Problem, Severity
from prodash.model.catalogue.track import Mention, Names, Track
from prodash.model.catalogue.value import value_from_json
from prodash.model.names.file_names import track_id
from prodash.storage.index.lazy_track import LazyTrack, TrackDetails
from prodash.storage.index.status import Status

_SEPARATOR = b",\n"

ProblemRow = Sequence[Any]
"""Line, column, code, severity, message and cause."""


class LazyLines:
    """Details of the index rows, one line each, read from disk on first access."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._lines: list[bytes] | None = None

    def __getitem__(self, number: int) -> bytes:
        if self._lines is None:
            self._lines = []
            self._lines = self._read()[1:-1].split(_SEPARATOR)
        return self._lines[number]


class TrackRow(NamedTuple):
    """The result of reading one track file; `title` is None if the file has no track.

    `details` is JSON that is decoded only on demand: the digest of the file's bytes, and the details of the track.
    """

    path: str
    status: Status
    title: str | None
    due: str | None
    names: Names
    problems: Sequence[ProblemRow]
    details: bytes | tuple[LazyLines, int]

    @property
    def text(self) -> bytes:
        """The JSON of `details`; raises one of MALFORMED if the index is damaged there."""
        details = self.details
        return details if isinstance(details, bytes) else details[0][details[1]]

    @property
    def digest(self) -> str:
        """A hash of the file's bytes; it comes first in `details`, so it needs no decoding."""
        return self.text[2:_DIGEST_END].decode("ascii", "replace")


_FIELDS = {name: name for name in ("stage", "workflows", "projects")}
_DIGEST_BYTES = 16
_DIGEST_END = 2 + 2 * _DIGEST_BYTES
_NO_NAMES: Names = ("", (), ())


def digest_of(data: bytes) -> str:
    """A hash of *data*, in hexadecimal."""
    from hashlib import blake2b

    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def row_of(
    path: str, status: Status, digest: str, track: Track | None, problems: Sequence[Problem]
) -> TrackRow:
    """The index row of a track file, from the result of reading it."""
    rows = [problem_row(problem) for problem in problems]
    if track is None:
        return TrackRow(path, status, None, None, _NO_NAMES, rows, to_json_line([digest]))
    details = [digest, track.notes, track.mentions, sorted(track.keys), track.other_keys, track.due_time]
    due = track.due.isoformat() if track.due else None
    return TrackRow(path, status, track.title, due, track.names, rows, to_json_line(details))


def track_of(row: TrackRow, details_of: Callable[[TrackRow], TrackDetails]) -> Track | None:
    """The track of *row*, or None if its file has none; *details_of* decodes its details on first access."""
    path, _, title, due, names, _, _ = row
    if title is None:
        return None
    day = date.fromisoformat(due) if due else None
    return LazyTrack.of(track_id(path), path, title, names, day, partial(details_of, row))


def details_in(details: bytes) -> TrackDetails:
    """The details of a track, decoded from its row.  Raises one of MALFORMED for other data."""
    _, notes, mentions, keys, other_key_rows, due_time = json.loads(details)
    other_keys = tuple(
        OtherKey(text + "", int(line), int(column), value_from_json(value))
        for text, line, column, value in other_key_rows
    )
    return TrackDetails(
        notes + "",
        {key.text: key.value for key in other_keys},
        tuple(
            Mention(_FIELDS[field], text + "", int(line), int(column))
            for field, text, line, column in mentions
        ),
        frozenset(keys),
        other_keys,
        due_time + "",
    )


def problem_row(problem: Problem) -> ProblemRow:
    """A problem as plain values, without the path of its file."""
    _, line, column = problem.location
    return line, column, problem.code, problem.severity.value, problem.message, problem.cause


def problem_of(path: str, row: ProblemRow) -> Problem:
    """The problem of the file at *path* from its *row*.  Raises one of MALFORMED for other data."""
    line, column, code, severity, message, cause = row
    return Problem(
        Location(path, int(line), int(column)), code + "", Severity(severity), message + "", cause + ""
    )


def rows_to_json(rows: Sequence[TrackRow]) -> tuple[bytes, bytes]:
    """The JSON of *rows* in two sections: the fields that every command needs, and the details."""
    number_by_names: dict[Names, int] = {}
    json_rows = [
        (path, *status, title, due, number_by_names.setdefault(names, len(number_by_names)), problems)
        for path, status, title, due, names, problems, _ in rows
    ]
    return to_json_line([[*number_by_names], json_rows]), b"[%b]" % _SEPARATOR.join(row.text for row in rows)


# Makes a named tuple without calling its Python-level __new__, which is slow for ten thousand rows.
_new = tuple.__new__


def rows_from_json(text: bytes, details: Callable[[], bytes]) -> dict[str, TrackRow]:
    """The rows by path that `rows_to_json` encoded as *text*; *details* reads their details.

    Raises one of MALFORMED for other data.
    """
    json_names, json_rows = json.loads(text)
    names = [
        (stage + "", _require_texts(workflows), _require_texts(projects))
        for stage, workflows, projects in json_names
    ]
    lines = LazyLines(details)
    rows = {
        path: _new(
            TrackRow,
            (
                path,
                (size, mtime, ctime, inode),
                title,
                due,
                names[names_number],
                problems,
                (lines, number),
            ),
        )
        for number, (path, size, mtime, ctime, inode, title, due, names_number, problems) in enumerate(
            json_rows
        )
    }
    if not {type(row.title) for row in rows.values()} <= {str, type(None)}:
        raise TypeError
    return rows


def _require_texts(values: Sequence[str]) -> tuple[str, ...]:
    """*values* as a tuple.  Raises TypeError if one is not a text, because `+ ""` does."""
    return tuple(value + "" for value in values)


def to_json_line(value: Any) -> bytes:
    """Compact JSON of *value* on one line."""
    return _encode(value).encode("utf-8", "surrogatepass")


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
