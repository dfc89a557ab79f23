"""Index file: `.prodash/index.json`, whose sections hold while prodash and Python are the same.

[CRC32 OF THE NEXT LINE,
{"program": [PRODASH, INDEX_VERSION, PYTHON...], "example": "seed", "began": NANOSECONDS,
 "sections": [["entries", LENGTH, CRC32], ...]},
SECTION,
SECTION
]

It is JSON, so nothing in it is ever run.  Nothing depends on it either: where it cannot be read or written, it is
as if there were none.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from prodash import __version__
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.disk.locate import OWN
from prodash.storage.disk.private_folder import own_folder
from prodash.storage.index.status import Status, status_of

INDEX_VERSION = 1
"""Version of what the index holds: raised when it has another form, or when reading a file gives something else.

`tests/storage/test_readings.py` fails where that was forgotten.
"""

_PROGRAM = [__version__, INDEX_VERSION, *sys.version_info[:3]]
_NAME = "index.json"
_HEAD_BYTES = 1 << 16
_MOST_BYTES = 1 << 30
_OWNERS_ONLY = 0o600
_HOUR = 3600 * 10**9
_NEXT = b",\n"
_END = b"\n]\n"

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""Exceptions that decoding a malformed index can raise."""


class IndexFile(NamedTuple):
    """What the file holds.

    `began` is when its writer began to read the catalogue, in nanoseconds of the disk's own clock; `example` is the
    stage that messages about tracks name.
    """

    began: int
    example: str
    sections: Mapping[str, bytes]


NOTHING = IndexFile(0, "", {})


class Sections(Mapping[str, bytes]):
    """The sections of the file at *path*, each read when it is asked for.

    One that is damaged raises KeyError then, and so do all once another file is in the place.
    """

    def __init__(self, path: str, status: Status, places: Mapping[str, tuple[int, int, int]]) -> None:
        self._path, self._status, self._places = path, status, places

    def __getitem__(self, name: str) -> bytes:
        start, length, checksum = self._places[name]
        try:
            section, status = read_with_status(self._path, length, start)
        except OSError as error:
            raise KeyError(name) from error
        if len(section) != length or crc32(section) != checksum or status_of(status) != self._status:
            raise KeyError(name)
        return section

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_index(root: Path) -> IndexFile:
    """The index of the catalogue in *root*; nothing where there is none that holds."""
    path = os.path.join(root, OWN, _NAME)
    try:
        if os.path.islink(path) or os.path.islink(os.path.dirname(path)):
            return NOTHING
        data, status = read_with_status(path, _HEAD_BYTES)
        first, line, _ = data.split(_NEXT, 2)
        head = json.loads(line)
        end, places = len(first) + len(_NEXT) + len(line), {}
        for name, length, checksum in head["sections"]:
            places[name] = (end + len(_NEXT), length, checksum)
            end += len(_NEXT) + length
        is_whole = crc32(line) == int(first[1:]) and end + len(_END) == status.st_size <= _MOST_BYTES
        # What others could read, and so put there, is theirs.
        if not is_whole or head["program"] != _PROGRAM or not _is_mine(status):
            return NOTHING
        return IndexFile(head["began"], head["example"], Sections(path, status_of(status), places))
    except (OSError, *MALFORMED):
        return NOTHING


def write_index(root: Path, index: IndexFile) -> None:
    """Put *index* in the place of the one that is there, in one step; where that cannot be, leave it."""
    sizes = [(name, len(section), crc32(section)) for name, section in index.sections.items()]
    head = {"program": _PROGRAM, "example": index.example, "began": index.began, "sections": sizes}
    line = json.dumps(head).encode("ascii")
    data = _NEXT.join([b"[%d" % crc32(line), line, *index.sections.values()]) + _END
    with suppress(OSError), _beside(root) as beside:
        write_bytes(beside, data, _OWNERS_ONLY)
        os.replace(beside, os.path.join(os.path.dirname(beside), _NAME))


def disk_time(root: Path) -> int | None:
    """The time that a file changed now would have, in nanoseconds; None where prodash may write none."""
    try:
        with _beside(root) as beside:
            write_bytes(beside, b"")
            now = os.stat(beside).st_mtime_ns
            os.unlink(beside)
        _sweep(os.path.dirname(beside), now - _HOUR)
    except OSError:
        return None
    return now


@contextmanager
def _beside(root: Path) -> Iterator[str]:
    """A path for a new file in the folder of the index, which no other process uses; it goes where it is not finished.

    Who only looks makes no such folder in somebody else's catalogue, which would lock the owner out of it.
    """
    if not os.path.lexists(os.path.join(root, OWN)) and not _is_mine(os.stat(root)):
        raise PermissionError
    path = os.path.join(own_folder(root), f"{_NAME}.{os.getpid()}")
    with suppress(FileNotFoundError):
        os.unlink(path)
    try:
        yield path
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(path)
        raise


def _is_mine(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _sweep(folder: str, before: int) -> None:
    """Take away what processes that were killed *before* that time have left beside the index."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(f"{_NAME}.") and entry.stat().st_mtime_ns < before:
                os.unlink(entry.path)
