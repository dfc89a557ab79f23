r"""The record of a batch in the journal: its changes, and the bytes of each file before and after it.

{"journal": 2, "time": "2026-11-21T14:05:00+01:00", "command": "prodash set ...", ..., "bytes": 283}
{"seal": "5c1e..."}
[["track", "dune", "tracks/dune.yaml", "stage", "seed", "mixing"], ...]
{"path": "tracks/dune.yaml", "before": "stage: seed\n", "after": "stage: mixing\n"}
{"seal": "77d0..."}

Each seal covers the number of the batch and all lines above.  `bytes` is the length of all lines below the first seal.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from prodash.model.catalogue.value import value_from_json
from prodash.model.plan.change import MOVES, POSITION, TRACK, Change, MoveEntry, MoveFile, SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch.file_bytes import BadRecordError, FileBytes, file_from_json, file_to_json
from prodash.storage.disk.secret import Secret, is_same

MAX_HEAD_BYTES = 1 << 20
"""Maximum length of a heading with its seal."""

_VERSION = 2
_MAX_BYTES = 1 << 30
_MAX_TEXT = 1 << 14
_SEAL_LINE = b'{"seal": "%s"}\n'
_DAMAGED = "it is damaged or cut off"


class Turn(NamedTuple):
    """When a batch was undone.

    newest  the number of the newest done batch before the undo
    order   0 if it was that batch; else a number that grows with each batch that is undone before later ones
    """

    newest: int
    order: int = 0

    @property
    def redo_key(self) -> tuple[int, bool, int]:
        """What undone batches are sorted by: redo repeats the lowest first, which was undone last."""
        return self.newest, self.order > 0, -self.order


@dataclass(frozen=True, slots=True)
class Heading:
    """What `undo --list` shows of a batch: time (ISO 8601), command, summary and number of files.

    turn   when it was undone, if that was before later ones
    """

    time: str
    command: str
    summary: str
    files: int
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that the journal stores of one batch."""

    heading: Heading
    plan: ChangePlan
    files: tuple[FileBytes, ...]

    @property
    def included(self) -> tuple[FileBytes, ...]:
        """The files that its undo does not leave out."""
        return tuple(file for file in self.files if not file.left_out)


def to_bytes(record: Record, secret: Secret, number: int) -> bytes:
    """The record of batch *number* as lines of JSON, sealed with *secret*.  Raises BadRecordError if it is too long."""
    changes = [
        [c.kind, c.id, c.path, c.field, c.before, c.after] for c in record.plan.changes if c.has_effect
    ]
    lines = chain((json.dumps(changes),), map(file_to_json, record.files))
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
        file_bytes = tuple(map(file_from_json, files))
        return Record(heading, _plan_of(heading.summary, changes, file_bytes), file_bytes)
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
        turn = Turn(*map(int, values["turn"])) if "turn" in values else None
        return Heading(texts[0], texts[1], texts[2], int(values["files"]), turn), length
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
        **({"turn": heading.turn} if heading.turn else {}),
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


def _plan_of(summary: str, rows: Sequence[Sequence[Any]], files: Sequence[FileBytes]) -> ChangePlan:
    """The plan with the changes in *rows*; only messages use it, because undo restores the bytes of the files."""
    moved = {file.path for file in files if file.other_path and file.after is None}
    new = frozenset(file.path for file in files if file.before is None and not file.other_path)
    removed = frozenset(file.path for file in files if file.after is None and not file.other_path)
    return ChangePlan(summary, tuple(_change_from_json(row, moved) for row in rows), new, removed)


def _change_from_json(row: Sequence[Any], moved: Collection[str]) -> Change:
    kind, identifier, path, field = map(str, row[:-2])
    before, after = map(value_from_json, row[-2:])
    if path in moved and field in MOVES:
        return MoveFile(kind, identifier, path, field, str(before), str(after))
    if kind != TRACK and field == POSITION:
        return MoveEntry(kind, identifier, path, before, after)  # type: ignore[arg-type]
    change = SetValue(kind, identifier, path, field, before, after)
    # Every change in a record had an effect: this one changed the type alone.
    return change if change.has_effect else replace(change, is_exact=True)
