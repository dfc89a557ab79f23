"""Index file: `.prodash/index.json`, whose sections hold while prodash, Python and the parser are the same.

[CRC32 OF THE NEXT LINE,
{"program": [...], "example": "seed", "began": NANOSECONDS, "sections": [["entries", LENGTH, CRC32], ...]},
SECTION,
SECTION
]

It is JSON, so nothing in it is ever run.  Nothing depends on it either: where it cannot be read or written, it is
as if there were none.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from prodash import __version__
from prodash.storage.files import read_bytes, write_bytes
from prodash.storage.locate import OWN
from prodash.storage.own import own_folder

_NAME = "index.json"
_HEAD_BYTES = 1 << 16
_MOST_BYTES = 1 << 30
_NEXT = b",\n"
_END = b"\n]\n"

ODD = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)
"""What something may raise that is JSON and no index, or no JSON."""


class IndexFile(NamedTuple):
    """What the file holds.

    `began` is when its writer began to read the catalogue, in nanoseconds of the disk's own clock; `example` is the
    stage that messages about tracks name.
    """

    began: int
    example: str
    sections: Mapping[str, bytes]


NOTHING = IndexFile(0, "", {})


def read_index(root: Path, *, only_head: bool = False) -> IndexFile:
    """The index of the catalogue in *root*, without the sections that are damaged; nothing where none holds.

    *only_head* is for those who need what stands first, and gives no more than that of a large one.
    """
    path = os.path.join(root, OWN, _NAME)
    try:
        if os.path.islink(path) or os.path.islink(os.path.dirname(path)):
            return NOTHING
        data = read_bytes(path, _HEAD_BYTES)
        first, line, _ = data.split(_NEXT, 2)
        head = json.loads(line)
        start = len(first) + len(_NEXT) + len(line)
        total = start + sum(len(_NEXT) + length for _, length, _ in head["sections"]) + len(_END)
        if crc32(line) != int(first[1:]) or head["program"] != program() or total > _MOST_BYTES:
            return NOTHING
        if not only_head and total > len(data):
            # What is longer than it says is not even read to its end.
            data = read_bytes(path, total + 1)
        sections = _sections(data, start, head["sections"])
        return IndexFile(int(head["began"]), str(head["example"]), sections)
    except (OSError, *ODD):
        return NOTHING


def _sections(data: bytes, end: int, lengths: Sequence[tuple[str, int, int]]) -> Mapping[str, bytes]:
    sections = {}
    for name, length, checksum in lengths:
        start, end = end + len(_NEXT), end + len(_NEXT) + length
        section = data[start:end]
        if len(section) == length and crc32(section) == checksum:
            sections[name] = section
    return sections


def write_index(root: Path, index: IndexFile) -> None:
    """Put *index* in the place of the one that is there, in one step; where that cannot be, leave it."""
    sizes = [(name, len(section), crc32(section)) for name, section in index.sections.items()]
    head = {"program": program(), "example": index.example, "began": index.began, "sections": sizes}
    line = json.dumps(head).encode("ascii")
    data = _NEXT.join([b"[%d" % crc32(line), line, *index.sections.values()]) + _END
    with suppress(OSError):
        beside = _beside(root)
        try:
            write_bytes(beside, data)
            os.replace(beside, os.path.join(os.path.dirname(beside), _NAME))
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(beside)
            raise


def disk_time(root: Path) -> int | None:
    """The time that a file changed now would have, in nanoseconds; None where prodash may write none."""
    try:
        beside = _beside(root)
        write_bytes(beside, b"")
        now = os.stat(beside).st_mtime_ns
        os.unlink(beside)
    except OSError:
        return None
    return now


def _beside(root: Path) -> str:
    """A path for a new file in the folder of the index, where a killed process has left none."""
    path = os.path.join(own_folder(root), f"{_NAME}.new")
    with suppress(FileNotFoundError):
        os.unlink(path)
    return path


def program() -> list[Any]:
    """What the reading of a file depends on beside its bytes: prodash, Python and the parser, as they are installed."""
    return [__version__, _newest_code(), list(sys.version_info[:3]), *_parser()]


def _newest_code() -> int:
    """When the code that reads was changed, for one version is many programs while it is being written."""
    package = os.path.dirname(os.path.dirname(__file__))
    newest = 0
    for layer in ("model", "storage"):
        with suppress(OSError), os.scandir(os.path.join(package, layer)) as files:
            newest = max(newest, *(file.stat().st_mtime_ns for file in files if file.name.endswith(".py")))
    return newest


def _parser() -> list[Any]:
    """Which YAML parser is there, without the time that importing it takes."""
    found: list[Any] = []
    namespace = PathFinder.find_spec("ruamel")
    places = namespace.submodule_search_locations if namespace else None
    for spec in (PathFinder.find_spec("ruamel.yaml", places), PathFinder.find_spec("_ruamel_yaml")):
        status = os.stat(spec.origin) if spec and spec.origin else None
        found.append([status.st_size, status.st_mtime_ns] if status else None)
    return found
