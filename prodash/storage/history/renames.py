"""Renames: which of the new files of one commit is which of those that are gone."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from prodash.model.names.file_names import track_id

_LIKE = 0.7
"""From this likeness on it is the same track: at 0.6 git takes 3 % of different tracks for one, at 0.7 none."""

_MOST_PAIRS = 100_000
_CHUNK_BYTES = 64


class Version(NamedTuple):
    """A file with the id of its contents."""

    path: str
    blob: str


def find_renames(
    gone: Iterable[Version], new: Iterable[Version], read: Callable[[str], bytes | None]
) -> dict[str, str]:
    """The earlier path of each *new* file that was one of those *gone*: one with the same contents, else the same
    file name, else the most similar one.  *read* returns the contents of a blob, None if they are missing.
    """
    left, open_ = {one.path: one for one in gone}, {one.path: one for one in new}
    renames: dict[str, str] = {}
    for key_of in (_blob_and_id, _blob, _id):
        sources: dict[object, list[str]] = {}
        for version in left.values():
            sources.setdefault(key_of(version), []).append(version.path)
        for path in [*open_]:
            if same := sources.get(key_of(open_[path])):
                renames[path] = same.pop(0)
                del left[renames[path]], open_[path]
    if left and open_ and len(left) * len(open_) <= _MOST_PAIRS:
        renames |= _similar([*left.values()], [*open_.values()], read)
    return renames


def _blob_and_id(version: Version) -> object:
    return version.blob, track_id(version.path)


def _blob(version: Version) -> object:
    return version.blob


def _id(version: Version) -> object:
    return track_id(version.path)


def _similar(
    gone: Sequence[Version], new: Sequence[Version], read: Callable[[str], bytes | None]
) -> dict[str, str]:
    """The pairs of similar files, best first and each file once."""
    old_chunks = {version.path: _chunks(read(version.blob)) for version in gone}
    pairs = []
    for version in new:
        chunks = _chunks(read(version.blob))
        for path, old in old_chunks.items():
            if (score := _likeness(old, chunks)) >= _LIKE:
                pairs.append((-score, path, version.path))
    renames: dict[str, str] = {}
    for _, old_path, path in sorted(pairs):
        if path not in renames and old_path not in renames.values():
            renames[path] = old_path
    return renames


def _chunks(data: bytes | None) -> dict[bytes, int]:
    """How many bytes are in equal lines, as git counts them: a long line is several."""
    counts: dict[bytes, int] = {}
    for line in (data or b"").replace(b"\r\n", b"\n").splitlines(keepends=True):
        for start in range(0, len(line), _CHUNK_BYTES):
            chunk = line[start : start + _CHUNK_BYTES]
            counts[chunk] = counts.get(chunk, 0) + len(chunk)
    return counts


def _likeness(old: dict[bytes, int], new: dict[bytes, int]) -> float:
    """The bytes in the lines that both have, as a part of the longer one."""
    longer = max(sum(old.values()), sum(new.values()))
    same = sum(min(size, new[chunk]) for chunk, size in old.items() if chunk in new)
    return same / longer if longer else 0.0
