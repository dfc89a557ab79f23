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
from typing import TYPE_CHECKING, NamedTuple

from prodash import __version__
from prodash.storage.disk.files import is_own, read_with_status
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.index.status import Status, status_of

if TYPE_CHECKING:
    from prodash.storage.disk.open_folder import OpenFolder

INDEX_VERSION = 6
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
        if not is_whole or head["program"] != _PROGRAM or not is_own(status):
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
    with suppress(OSError), _private_folder(root) as (folder, temp_name):
        folder.create(temp_name, data, mode=_OWNER_MODE)
        folder.move(temp_name, _NAME)


def _head_seal(line: bytes, secret: Secret) -> bytes:
    return b'["%s"' % secret.seal("index", line).encode("ascii")


def _section_seal(name: str, section: bytes, secret: Secret) -> str:
    return secret.seal("index section", name.encode(), b"\n", section, digits=_SECTION_DIGITS)


def disk_time(root: Path) -> int | None:
    """The current time of the disk's own clock, in nanoseconds; None if prodash cannot write to `.prodash`."""
    try:
        with _private_folder(root) as (folder, temp_name):
            folder.create(temp_name, b"")
            now = folder.status(temp_name).st_mtime_ns
            folder.delete(temp_name)
            _remove_abandoned(folder, now - _HOUR_NS)
    except OSError:
        return None
    return now


@contextmanager
def _private_folder(root: Path) -> "Iterator[tuple[OpenFolder, str]]":
    """A context with `.prodash` and the name of a temporary file in it; an exception deletes the file.

    The name is unique to this process.

    Never creates `.prodash` in another user's catalogue: its owner could not write there.  Raises OSError.
    """
    from prodash.storage.disk.open_folders import OpenFolders, Target

    if not os.path.lexists(os.path.join(root, PRIVATE_FOLDER)) and not is_own(os.stat(root)):
        raise PermissionError
    make_private_folder(root)
    temp_name = f"{_NAME}.{os.getpid()}"
    with OpenFolders() as folders:
        folder = folders.of(Target(os.path.realpath(root), PRIVATE_FOLDER, temp_name))
        folder.delete_if_exists(temp_name)
        try:
            yield folder, temp_name
        except BaseException:
            folder.delete_if_exists(temp_name)
            raise


def _remove_abandoned(folder: "OpenFolder", before: int) -> None:
    """Delete temporary files that killed processes wrote *before* this time in nanoseconds.  Raises OSError."""
    for name in os.listdir(folder.path):
        start, _, process = name.rpartition(".")
        if start == _NAME and process.isdecimal() and _was_written(folder, name, before):
            folder.delete(name)


def _was_written(folder: "OpenFolder", name: str, before: int) -> bool:
    """Whether *name* is a file, not a link or a folder, that was written *before* this time in nanoseconds."""
    with suppress(OSError):
        return folder.regular_status(name).st_mtime_ns < before
    return False
