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
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder
from prodash.storage.index.status import Status, status_of

INDEX_VERSION = 1
"""Version of what the index holds: raised when it has another form, or when reading a file gives something else.

`tests/storage/test_readings.py` fails where that was forgotten.
"""

_PROGRAM = [__version__, INDEX_VERSION, *sys.version_info[:3]]
_NAME = "index.json"
_HEAD_BYTES = 1 << 16
_MAX_BYTES = 1 << 30
_OWNER_MODE = 0o600
_HOUR_NS = 3600 * 10**9
_SEPARATOR = b",\n"
_END = b"\n]\n"

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""Exceptions that decoding a malformed index can raise."""


class IndexFile(NamedTuple):
    """What the file holds.

    `read_since` is when its writer began to read the catalogue, in nanoseconds of the disk's own clock; `example` is the
    stage that messages about tracks name.
    """

    read_since: int
    example: str
    sections: Mapping[str, bytes]


EMPTY_INDEX = IndexFile(0, "", {})


class Sections(Mapping[str, bytes]):
    """The sections of the file at *path*, each read when it is asked for.

    One that is damaged raises KeyError then, and so do all once another file is in the place.
    """

    def __init__(self, path: str, status: Status, spans: Mapping[str, tuple[int, int, int]]) -> None:
        self._path, self._status, self._spans = path, status, spans

    def __getitem__(self, name: str) -> bytes:
        start, length, checksum = self._spans[name]
        try:
            section, status = read_with_status(self._path, length, start)
        except OSError as error:
            raise KeyError(name) from error
        if len(section) != length or crc32(section) != checksum or status_of(status) != self._status:
            raise KeyError(name)
        return section

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def read_index(root: Path) -> IndexFile:
    """The index of the catalogue in *root*; nothing where there is none that holds."""
    path = os.path.join(root, PRIVATE_FOLDER, _NAME)
    try:
        if os.path.islink(path) or os.path.islink(os.path.dirname(path)):
            return EMPTY_INDEX
        data, status = read_with_status(path, _HEAD_BYTES)
        first, line, _ = data.split(_SEPARATOR, 2)
        head = json.loads(line)
        end, spans = len(first) + len(_SEPARATOR) + len(line), {}
        for name, length, checksum in head["sections"]:
            spans[name] = (end + len(_SEPARATOR), length, checksum)
            end += len(_SEPARATOR) + length
        is_whole = crc32(line) == int(first[1:]) and end + len(_END) == status.st_size <= _MAX_BYTES
        # What others could read, and so put there, is theirs.
        if not is_whole or head["program"] != _PROGRAM or not _is_owned_by_user(status):
            return EMPTY_INDEX
        return IndexFile(head["began"], head["example"], Sections(path, status_of(status), spans))
    except (OSError, *MALFORMED):
        return EMPTY_INDEX


def write_index(root: Path, index: IndexFile) -> None:
    """Put *index* in the place of the one that is there, in one step; where that cannot be, leave it."""
    sizes = [(name, len(section), crc32(section)) for name, section in index.sections.items()]
    head = {"program": _PROGRAM, "example": index.example, "began": index.read_since, "sections": sizes}
    line = json.dumps(head).encode("ascii")
    data = _SEPARATOR.join([b"[%d" % crc32(line), line, *index.sections.values()]) + _END
    with suppress(OSError), _temporary_path(root) as temp_path:
        write_bytes(temp_path, data, _OWNER_MODE)
        os.replace(temp_path, os.path.join(os.path.dirname(temp_path), _NAME))


def disk_time(root: Path) -> int | None:
    """The time that a file changed now would have, in nanoseconds; None where prodash may write none."""
    try:
        with _temporary_path(root) as temp_path:
            write_bytes(temp_path, b"")
            now = os.stat(temp_path).st_mtime_ns
            os.unlink(temp_path)
        _remove_abandoned(os.path.dirname(temp_path), now - _HOUR_NS)
    except OSError:
        return None
    return now


@contextmanager
def _temporary_path(root: Path) -> Iterator[str]:
    """A path for a new file in the folder of the index, which no other process uses; it goes where it is not finished.

    Who only looks makes no such folder in somebody else's catalogue, which would lock the owner out of it.
    """
    if not os.path.lexists(os.path.join(root, PRIVATE_FOLDER)) and not _is_owned_by_user(os.stat(root)):
        raise PermissionError
    path = os.path.join(make_private_folder(root), f"{_NAME}.{os.getpid()}")
    with suppress(FileNotFoundError):
        os.unlink(path)
    try:
        yield path
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(path)
        raise


def _is_owned_by_user(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _remove_abandoned(folder: str, before: int) -> None:
    """Take away what processes that were killed *before* that time have left beside the index."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(f"{_NAME}.") and entry.stat().st_mtime_ns < before:
                os.unlink(entry.path)
