r"""The record of a batch in the journal: its changes, and the bytes of each file before and after it.

{"journal": 1, "time": "2026-11-21T14:05:00+01:00", "command": "prodash set ...", ...}
[["track", "dune", "tracks/dune.yaml", "stage", "seed", "mixing"], ...]
{"path": "tracks/dune.yaml", "before": "stage: seed\n", "after": "stage: mixing\n"}
{"crc32": 123}
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

from prodash.model.catalogue.value import value_from_json
from prodash.model.change.change import POSITION, TRACK, Change, ChangePlan, MoveEntry, SetValue
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import PROJECTS, STAGES, WORKFLOWS

_VERSION = 1
_MAX_BYTES = 1 << 30
_MAX_LINE_BYTES = 1 << 20
# On Windows a backslash separates folders too.
_PART = r"[^./\\][^/\\]*" if os.name == "nt" else "[^./][^/]*"
_TRACK_PATH = re.compile(rf"tracks/(?:{_PART}/)*{_PART}\.ya?ml", re.IGNORECASE | re.DOTALL)


class BadRecordError(Exception):
    """A file of the journal is not a valid record; the message says why."""


class FileBytes(NamedTuple):
    """The bytes of one file before and after a batch; None if it does not exist."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What `undo --list` shows of a batch: time (ISO 8601), command, summary and number of files."""

    time: str
    command: str
    summary: str
    files: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that the journal stores of one batch."""

    heading: Heading
    plan: ChangePlan
    files: tuple[FileBytes, ...]


def read_record(path: str) -> Record:
    """The record in the journal file at *path*.  Raises BadRecordError, OSError."""
    return from_bytes(read_bytes(path, _MAX_BYTES))


def read_heading(path: str) -> Heading:
    """The heading of the record in the journal file at *path*.  Raises BadRecordError, OSError."""
    return _heading_from_json(read_bytes(path, _MAX_LINE_BYTES).partition(b"\n")[0])


def to_bytes(record: Record) -> bytes:
    """The record as lines of JSON; the last line is a checksum of the others."""
    changes = [
        [c.kind, c.id, c.path, c.field, c.before, c.after] for c in record.plan.changes if c.has_effect
    ]
    heading = record.heading
    first = {
        "journal": _VERSION,
        "time": heading.time,
        "command": heading.command,
        "summary": heading.summary,
        "files": heading.files,
    }
    lines = chain((json.dumps(first), json.dumps(changes)), map(_file_to_json, record.files))
    # Encoded line by line, because the record of an import is large.
    body = b"".join(f"{line}\n".encode("ascii") for line in lines)
    return body + _checksum(body)


def from_bytes(data: bytes) -> Record:
    """The record that `to_bytes` encoded as *data*.  Raises BadRecordError for any other data."""
    first, *lines = data.splitlines(keepends=True) or [b""]
    heading = _heading_from_json(first)
    if not lines or lines[-1] != _checksum(data[: -len(lines[-1])]):
        raise BadRecordError("it is damaged or cut off")
    try:
        changes, *files = map(json.loads, lines[:-1])
        file_bytes = tuple(map(_file_from_json, files))
        new = frozenset(file.path for file in file_bytes if file.before is None)
        removed = frozenset(file.path for file in file_bytes if file.after is None)
        return Record(
            heading,
            ChangePlan(heading.summary, tuple(map(_change_from_json, changes)), new, removed),
            file_bytes,
        )
    except (*_MALFORMED, AttributeError) as error:
        raise BadRecordError("its format is unknown") from error


def _checksum(body: bytes) -> bytes:
    return b'{"crc32": %d}\n' % crc32(body)


# Exceptions that decoding a malformed record can raise: JSON may be invalid, of another shape, or too deep.
_MALFORMED = (ValueError, TypeError, KeyError, RecursionError, OverflowError)


def _heading_from_json(line: bytes) -> Heading:
    try:
        first = json.loads(line)
        if not isinstance(first, dict) or "journal" not in first:
            raise BadRecordError("it is not a prodash record")
        if first["journal"] != _VERSION:
            raise BadRecordError("it is from another version of prodash")
        texts = [str(first[name]) for name in ("time", "command", "summary")]
        return Heading(texts[0], texts[1], texts[2], int(first["files"]))
    except _MALFORMED as error:
        raise BadRecordError("it is not a prodash record") from error


def _file_to_json(file: FileBytes) -> str:
    return json.dumps(
        {"path": file.path, "before": _bytes_to_text(file.before), "after": _bytes_to_text(file.after)}
    )


def _file_from_json(line: Mapping[str, Any]) -> FileBytes:
    path = line["path"]
    require_recordable_path(path)
    return FileBytes(path, _text_to_bytes(line["before"]), _text_to_bytes(line["after"]))


def require_recordable_path(path: str) -> None:
    """Raise BadRecordError unless *path* is the path of a track file or a vocabulary file."""
    if path not in {STAGES, WORKFLOWS, PROJECTS} and not _TRACK_PATH.fullmatch(path):
        raise BadRecordError(f"it names {path!r}, which is not a catalogue file")


def _bytes_to_text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _text_to_bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _change_from_json(row: Sequence[Any]) -> Change:
    """The change in *row* of a record; only messages use it, because undo restores the bytes of the files."""
    kind, identifier, path, field = map(str, row[:-2])
    before, after = map(value_from_json, row[-2:])
    if kind != TRACK and field == POSITION:
        return MoveEntry(kind, identifier, path, before, after)  # type: ignore[arg-type]
    return SetValue(kind, identifier, path, field, before, after)
