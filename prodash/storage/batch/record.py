r"""The record of a batch in the journal: its changes, and the bytes of each file before and after it.

{"journal": 2, "time": "2026-11-21T14:05:00+01:00", "command": "prodash set ...", ..., "bytes": 283}
{"seal": "5c1e..."}
[["track", "dune", "tracks/dune.yaml", "stage", "seed", "mixing"], ...]
{"path": "tracks/dune.yaml", "before": "stage: seed\n", "after": "stage: mixing\n"}
{"seal": "77d0..."}

Each seal covers the number of the batch and all lines above.  `bytes` is the length of all lines below the first seal.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from prodash.model.catalogue.value import value_from_json
from prodash.model.change.change import POSITION, TRACK, Change, ChangePlan, MoveEntry, SetValue
from prodash.storage.disk.locate import PROJECTS, STAGES, TRACKS, WORKFLOWS
from prodash.storage.disk.secret import Secret, is_same

MAX_HEAD_BYTES = 1 << 20
"""Maximum length of a heading with its seal."""

_VERSION = 2
_MAX_BYTES = 1 << 30
_MAX_TEXT = 1 << 14
_SEAL_LINE = b'{"seal": "%s"}\n'
_DAMAGED = "it is damaged or cut off"
# On Windows a backslash separates folders too.
_PART = r"[^./\\:\0][^/\\:\0]*" if os.name == "nt" else r"[^./\0][^/\0]*"
_TRACK_PATH = re.compile(rf"{TRACKS}/(?:{_PART}/)*{_PART}\.(?i:ya?ml)", re.DOTALL)


class BadRecordError(Exception):
    """A file of the journal is not a valid record; the message says why."""


class FileBytes(NamedTuple):
    """The bytes of one file before and after a batch; None if it does not exist.

    *new_folders*: how many folders above a new file did not exist before either
    """

    path: str
    before: bytes | None
    after: bytes | None
    new_folders: int = 0


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


def to_bytes(record: Record, secret: Secret, number: int) -> bytes:
    """The record of batch *number* as lines of JSON, sealed with *secret*.  Raises BadRecordError if it is too long."""
    changes = [
        [c.kind, c.id, c.path, c.field, c.before, c.after] for c in record.plan.changes if c.has_effect
    ]
    lines = chain((json.dumps(changes),), map(_file_to_json, record.files))
    # Encoded line by line, because the record of an import is large.
    body = b"".join(f"{line}\n".encode("ascii") for line in lines)
    head = _heading_to_json(record.heading, len(body) + len(_seal_line(secret, number)))
    head += _seal_line(secret, number, head)
    if len(head) + len(body) > _MAX_BYTES:
        megabytes = (len(head) + len(body)) >> 20
        raise BadRecordError(f"the record would have {megabytes:,} MB; change fewer files at once")
    return head + body + _seal_line(secret, number, head, body)


def from_bytes(data: bytes, secret: Secret, number: int) -> Record:
    """The record of batch *number* that `to_bytes` encoded as *data*.  Raises BadRecordError for any other data."""
    heading, length = heading_and_length(data, secret, number)
    body = data[: -len(_seal_line(secret, number))]
    if len(data) != length or not _is_sealed(data[len(body) :], secret, number, body):
        raise BadRecordError(_DAMAGED)
    try:
        changes, *files = map(json.loads, body.splitlines()[2:])
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


def heading_and_length(head: bytes, secret: Secret, number: int) -> tuple[Heading, int]:
    """The heading of the record of batch *number* that begins with *head*, and the length of the whole record in bytes.

    Raises BadRecordError if *secret* did not seal the heading.
    """
    first, _, rest = head[:MAX_HEAD_BYTES].partition(b"\n")
    seal, _, _ = rest.partition(b"\n")
    if not _is_sealed(seal + b"\n", secret, number, first + b"\n"):
        raise BadRecordError(_DAMAGED)
    try:
        values = json.loads(first)
        if values["journal"] != _VERSION:
            raise BadRecordError("it is from another version of prodash")
        texts = [str(values[name]) for name in ("time", "command", "summary")]
        length = len(first) + len(seal) + 2 + int(values["bytes"])
        return Heading(texts[0], texts[1], texts[2], int(values["files"])), length
    except _MALFORMED as error:
        raise BadRecordError("its format is unknown") from error


def _heading_to_json(heading: Heading, length: int) -> bytes:
    values = {
        "journal": _VERSION,
        "time": heading.time,
        "command": _shortened(heading.command),
        "summary": _shortened(heading.summary),
        "files": heading.files,
        "bytes": length,
    }
    return f"{json.dumps(values)}\n".encode("ascii")


def _shortened(text: str) -> str:
    """*text* cut off where it would make the heading too long to read, as a command with thousands of ids does."""
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}…"


def _seal_line(secret: Secret, number: int, *lines: bytes) -> bytes:
    return _SEAL_LINE % secret.seal(_PURPOSE, b"%d\n" % number, *lines).encode("ascii")


def _is_sealed(line: bytes, secret: Secret, number: int, lines: bytes) -> bool:
    """Whether *line* is the seal of *lines*."""
    return is_same(line, _seal_line(secret, number, lines))


_PURPOSE = "record"
# Exceptions that decoding a malformed record can raise: JSON may be invalid, of another shape, or too deep.
_MALFORMED = (ValueError, TypeError, KeyError, RecursionError, OverflowError)


def _file_to_json(file: FileBytes) -> str:
    values = {"path": file.path, "before": _bytes_to_text(file.before), "after": _bytes_to_text(file.after)}
    return json.dumps({**values, "new_folders": file.new_folders} if file.new_folders else values)


def _file_from_json(line: Mapping[str, Any]) -> FileBytes:
    path = line["path"]
    require_recordable_path(path)
    before, after = _text_to_bytes(line["before"]), _text_to_bytes(line["after"])
    return FileBytes(path, before, after, int(line.get("new_folders", 0)))


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
