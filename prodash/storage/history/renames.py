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


class Renames(NamedTuple):
    """The earlier path of each new file that was another one before.

    sure      the contents are the same or at least 70 % like, or the file name and that of its folder are the same
    by_name   only the file name is the same; that tells nothing where other tracks have this id, too
    """

    sure: dict[str, str]
    by_name: dict[str, str]


NO_RENAMES = Renames({}, {})


def find_renames(
    gone: Iterable[Version], new: Iterable[Version], read: Callable[[str], bytes | None]
) -> Renames:
    """Which of the *new* files were which of those *gone*: the same contents, else the same folder and file name, else
    the same file name, else the most similar contents.  *read* returns the contents of a blob, None if they are missing.
    """
    left, open_ = {one.path: one for one in gone}, {one.path: one for one in new}
    renames = _same(left, open_, _blob_and_id) | _same(left, open_, _blob)
    found = Renames(renames, {})
    for old, version in _single_pairs(left, open_, _folder_and_id):
        renames[version.path] = old.path
    for old, version in _single_pairs(left, open_, track_id):
        is_like = _likeness(_chunks(read(old.blob)), _chunks(read(version.blob))) >= _LIKE
        (found.sure if is_like else found.by_name)[version.path] = old.path
    if left and open_ and len(left) * len(open_) <= _MOST_PAIRS:
        renames |= _similar([*left.values()], [*open_.values()], read)
    return found


def _same(
    left: dict[str, Version], open_: dict[str, Version], key_of: Callable[[Version], object]
) -> dict[str, str]:
    """The pairs with the same key, which are taken out of both."""
    renames: dict[str, str] = {}
    sources: dict[object, list[str]] = {}
    for version in left.values():
        sources.setdefault(key_of(version), []).append(version.path)
    for path in [*open_]:
        if same := sources.get(key_of(open_[path])):
            renames[path] = same.pop(0)
            del left[renames[path]], open_[path]
    return renames


def _blob_and_id(version: Version) -> object:
    return version.blob, track_id(version.path)


def _blob(version: Version) -> object:
    return version.blob


def _single_pairs(
    left: dict[str, Version], open_: dict[str, Version], key_of: Callable[[str], object]
) -> Iterable[tuple[Version, Version]]:
    """The pairs of paths with the same key, which no other path has on its side; they are taken out of both."""
    old_paths, new_paths = _by_single_key(left, key_of), _by_single_key(open_, key_of)
    for key in old_paths.keys() & new_paths.keys():
        yield left.pop(old_paths[key]), open_.pop(new_paths[key])


def _by_single_key(paths: Iterable[str], key_of: Callable[[str], object]) -> dict[object, str]:
    """The paths by key, without those that share one."""
    found: dict[object, list[str]] = {}
    for path in paths:
        found.setdefault(key_of(path), []).append(path)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _folder_and_id(path: str) -> object:
    """What a file keeps if a folder above its own is renamed or moved."""
    return path.rpartition("/")[0].rpartition("/")[2], track_id(path)


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
