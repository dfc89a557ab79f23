"""The index file `.prodash/index.json`, valid only for one user and computer, and one version of prodash and of Python.

["SEAL OF THE NEXT LINE",
{"program": [PRODASH, INDEX_VERSION, PYTHON...], "example": "seed", "began": NANOSECONDS,
 "sections": [["entries", LENGTH, "SEAL"], ...]},
SECTION,
SECTION
]

It is JSON, so reading it never runs code.  If it cannot be read, sealed or written, prodash works without it.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from prodash import __version__
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.index.status import Status, status_of

INDEX_VERSION = 3
"""Version of the index: raise it when its format changes, or when prodash reads the same file with another result.

`tests/storage/test_readings.py` fails if that was forgotten.
"""

_PROGRAM = [__version__, INDEX_VERSION, *sys.version_info[:3]]
_NAME = "index.json"
_HEAD_BYTES = 1 << 16
_MAX_BYTES = 1 << 30
_SECTION_DIGITS = 32
_OWNER_MODE = 0o600
_HOUR_NS = 3600 * 10**9
_SEPARATOR = b",\n"
_END = b"\n]\n"

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""Exceptions that decoding a malformed index can raise."""


class IndexFile(NamedTuple):
    """The contents of the index file.

    `read_since` is when its writer began to read the catalogue, in nanoseconds of the disk's own clock.
    `example` is the stage that messages about tracks name as an example.
    """

    read_since: int
    example: str
    sections: Mapping[str, bytes]


EMPTY_INDEX = IndexFile(0, "", {})


class Sections(Mapping[str, bytes]):
    """The sections of the file at *path*, each read on access.

    Access raises KeyError if the section is damaged, or if another process has replaced the file.
    """

    def __init__(
        self, path: str, status: Status, spans: Mapping[str, tuple[int, int, str]], secret: Secret
    ) -> None:
        self._path, self._status, self._spans, self._secret = path, status, spans, secret

    def __getitem__(self, name: str) -> bytes:
        start, length, seal = self._spans[name]
        try:
            section, status = read_with_status(self._path, length, start)
        except OSError as error:
            raise KeyError(name) from error
        if status_of(status) != self._status or _section_seal(name, section, self._secret) != seal:
            raise KeyError(name)
        return section

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def read_index(root: Path, secret: Secret | None) -> IndexFile:
    """The index of the catalogue in *root*; empty if there is none that *secret* sealed."""
    path = os.path.join(root, PRIVATE_FOLDER, _NAME)
    try:
        if secret is None or os.path.islink(path) or os.path.islink(os.path.dirname(path)):
            return EMPTY_INDEX
        data, status = read_with_status(path, _HEAD_BYTES)
        first, line, _ = data.split(_SEPARATOR, 2)
        if not is_same(first, _head_seal(line, secret)):
            return EMPTY_INDEX
        head = json.loads(line)
        end, spans = len(first) + len(_SEPARATOR) + len(line), {}
        for name, length, seal in head["sections"]:
            spans[name] = (end + len(_SEPARATOR), length, seal)
            end += len(_SEPARATOR) + length
        is_whole = end + len(_END) == status.st_size <= _MAX_BYTES
        # An index that another user wrote is not trusted.
        if not is_whole or head["program"] != _PROGRAM or not _is_owned_by_user(status):
            return EMPTY_INDEX
        return IndexFile(head["began"], head["example"], Sections(path, status_of(status), spans, secret))
    except (OSError, *MALFORMED):
        return EMPTY_INDEX


def write_index(root: Path, index: IndexFile, secret: Secret) -> None:
    """Replace the index file in one step; keep the old one if that fails."""
    sizes = [
        (name, len(section), _section_seal(name, section, secret)) for name, section in index.sections.items()
    ]
    head = {"program": _PROGRAM, "example": index.example, "began": index.read_since, "sections": sizes}
    line = json.dumps(head).encode("ascii")
    data = _SEPARATOR.join([_head_seal(line, secret), line, *index.sections.values()]) + _END
    with suppress(OSError), _temporary_path(root) as temp_path:
        write_bytes(temp_path, data, _OWNER_MODE)
        os.replace(temp_path, os.path.join(os.path.dirname(temp_path), _NAME))


def _head_seal(line: bytes, secret: Secret) -> bytes:
    return b'["%s"' % secret.seal("index", line).encode("ascii")


def _section_seal(name: str, section: bytes, secret: Secret) -> str:
    return secret.seal("index section", name.encode(), b"\n", section, digits=_SECTION_DIGITS)


def disk_time(root: Path) -> int | None:
    """The current time of the disk's own clock, in nanoseconds; None if prodash cannot write to `.prodash`."""
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
    """A context with a temporary path in `.prodash`, unique to this process; an exception deletes the file.

    Never creates `.prodash` in another user's catalogue: its owner could not write there.  Raises OSError.
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
    """Delete temporary files that killed processes wrote *before* this time in nanoseconds.  Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name, _, process = entry.name.rpartition(".")
            if name == _NAME and process.isdecimal() and _was_written(entry, before):
                os.unlink(entry.path)


def _was_written(entry: "os.DirEntry[str]", before: int) -> bool:
    """Whether *entry* is a file, not a link or a folder, that was written *before* this time in nanoseconds."""
    return entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime_ns < before
