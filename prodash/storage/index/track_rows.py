"""Index rows: what reading one track file gave, with the details that few commands need as JSON."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from prodash.model.catalogue.fields import OtherKey
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Mention, Names, Track
from prodash.model.catalogue.value import value_from_json
from prodash.storage.index.lazy_track import TrackDetails
from prodash.storage.index.status import Status

DetailLines: TypeAlias = Callable[[int], bytes]
"""The details of each track file by its number, as JSON; raises one of MALFORMED if the index is damaged there."""


class TrackRow(NamedTuple):
    """The result of reading one track file; `title` is None if the file has no track.

    `details` is JSON that is decoded only on demand, or where it is: the digest of the file's bytes, and the details of
    the track.
    """

    path: str
    status: Status
    title: str | None
    names: Names
    due: date | None
    problems: Sequence[Problem]
    details: bytes | tuple[DetailLines, int]

    @property
    def text(self) -> bytes:
        """The JSON of `details`; raises one of MALFORMED if the index is damaged there."""
        if isinstance(self.details, bytes):
            return self.details
        lines, number = self.details
        return lines(number)

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
    if track is None:
        return TrackRow(path, status, None, _NO_NAMES, None, problems, to_json_line([digest]))
    details = [digest, track.notes, track.mentions, sorted(track.keys), track.other_keys, track.due_time]
    return TrackRow(path, status, track.title, track.names, track.due, problems, to_json_line(details))


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


def to_json_line(value: Any) -> bytes:
    """Compact JSON of *value* on one line."""
    return _encode(value).encode("utf-8", "surrogatepass")


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
