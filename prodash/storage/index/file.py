"""The index file `.prodash/index.json`, valid only for one user and computer, and one version of prodash and of Python.

["SEAL OF THE NEXT LINE",
{"program": [PRODASH, INDEX_VERSION, PYTHON...], "stage_line": ["stage", "seed"], "began": NANOSECONDS,
 "listing": "DIGEST", "sections": [["entries", LENGTH, "SEAL"], ...]},
SECTION,
SECTION
]

It is JSON, so reading it never runs code.  If it cannot be read, sealed or written, prodash works without it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from prodash import __version__
from prodash.model.catalogue.fields import StageLine
from prodash.storage.disk.files import is_own, read_with_status
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.secret import Secret, is_same
from prodash.storage.index.status import Status, status_of

INDEX_VERSION = 16
"""Version of the index: raise it when its format changes, or when prodash reads the same file with another result.

`tests/storage/test_readings.py` fails if that was forgotten.
"""

PROGRAM = [__version__, INDEX_VERSION, *sys.version_info[:3]]
_HEAD_BYTES = 1 << 16
_MAX_BYTES = 1 << 30
_SECTION_DIGITS = 32
SEPARATOR = b",\n"
END = b"\n]\n"

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""Exceptions that decoding a malformed index can raise."""


class SealedKind(NamedTuple):
    """A kind of sealed file: its *name* in `.prodash`, the *purpose* of its seals, and its own *versions*."""

    name: str
    purpose: str
    versions: tuple[int, ...] = ()


INDEX = SealedKind("index.json", "index")


class IndexFile(NamedTuple):
    """The contents of the index file.

    `read_since` is when its writer began to read the catalogue, in nanoseconds of the disk's own clock.
    `stage_line` has the key that named the stage, and the stage that messages about tracks name as an example.
    `listing` is the `listing_digest` of the track files, by which they are known at once to be unchanged; empty if it
    proves nothing.
    """

    read_since: int
    stage_line: StageLine
    sections: Mapping[str, bytes]
    listing: str = ""


EMPTY_INDEX = IndexFile(0, StageLine(), {})


class Sections(Mapping[str, bytes]):
    """The sections of the file at *path*, each read on access.

    Access raises KeyError if the section is damaged, or if another process has replaced the file.
    """

    def __init__(
        self,
        path: str,
        status: Status,
        spans: Mapping[str, tuple[int, int, str]],
        seal: Callable[[str, bytes], str],
    ) -> None:
        self._path, self._status, self._spans, self._seal = path, status, spans, seal

    def __getitem__(self, name: str) -> bytes:
        start, length, seal = self._spans[name]
        try:
            section, status = read_with_status(self._path, length, start)
        except OSError as error:
            raise KeyError(name) from error
        if status_of(status) != self._status or self._seal(name, section) != seal:
            raise KeyError(name)
        return section

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def read_index(root: Path, secret: Secret | None) -> IndexFile:
    """The index of the catalogue in *root*; empty if there is none that *secret* sealed."""
    with suppress(*MALFORMED):
        if found := read_sealed(root, INDEX, secret):
            head, sections = found
            return IndexFile(head["began"], StageLine(*head["stage_line"]), sections, head["listing"])
    return EMPTY_INDEX


def read_sealed(
    root: Path, kind: SealedKind, secret: Secret | None
) -> tuple[dict[str, Any], Sections] | None:
    """The head and the sections of a sealed file; None if there is none that *secret* sealed."""
    path = os.path.join(root, PRIVATE_FOLDER, kind.name)
    try:
        if secret is None or os.path.islink(path) or os.path.islink(os.path.dirname(path)):
            return None
        data, status = read_with_status(path, _HEAD_BYTES)
        first, line, _ = data.split(SEPARATOR, 2)
        if not is_same(first, head_seal(kind, line, secret)):
            return None
        head = json.loads(line)
        end, spans = len(first) + len(SEPARATOR) + len(line), {}
        for name, length, seal in head["sections"]:
            spans[name] = (end + len(SEPARATOR), length, seal)
            end += len(SEPARATOR) + length
        is_whole = end + len(END) == status.st_size <= _MAX_BYTES
        # A file that another user wrote is not trusted.
        if not is_whole or head["program"] != [*PROGRAM, *kind.versions] or not is_own(status):
            return None
        return head, Sections(path, status_of(status), spans, partial(section_seal, kind, secret))
    except (OSError, *MALFORMED):
        return None


def head_seal(kind: SealedKind, line: bytes, secret: Secret) -> bytes:
    """The first line, which seals *line*, the second one."""
    return b'["%s"' % secret.seal(kind.purpose, line).encode("ascii")


def section_seal(kind: SealedKind, secret: Secret, name: str, section: bytes) -> str:
    """The seal of a section."""
    purpose = f"{kind.purpose} section"
    return secret.seal(purpose, name.encode(), b"\n", section, digits=_SECTION_DIGITS)
