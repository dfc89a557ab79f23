"""Index rows: what reading one track file gave, with the details that few commands need as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.track import Names, Track
from prodash.storage.disk.secret import hash_of
from prodash.storage.index.details import details_line
from prodash.storage.index.status import Status
from prodash.storage.index.track_columns import DetailLines, Keys


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
    keys: Keys
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


_DIGEST_DIGITS = 32
_DIGEST_END = 2 + _DIGEST_DIGITS
_NO_NAMES: Names = ("", (), ())


def digest_of(data: bytes) -> str:
    """A hash of *data*, in hexadecimal."""
    return hash_of(data, _DIGEST_DIGITS)


def row_of(
    path: str, status: Status, digest: str, track: Track | None, problems: Sequence[Problem]
) -> TrackRow:
    """The index row of a track file, from the result of reading it."""
    line = details_line(digest, track)
    if track is None:
        return TrackRow(path, status, None, _NO_NAMES, None, problems, ((), ()), line)
    keys = tuple(track.custom), tuple(sorted(track.keys - track.custom.keys()))
    return TrackRow(path, status, track.title, track.names, track.due, problems, keys, line)
