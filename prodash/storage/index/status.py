"""The status of a file on disk, and when an equal status proves that the file is unchanged."""

import marshal
import os
from collections.abc import Callable
from operator import attrgetter
from typing import TypeAlias

from prodash.storage.disk.secret import hash_of

Status: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode number."""

_SECOND = 10**9
# Whole seconds suggest a coarse clock (FAT counts in steps of two seconds); other clocks tick at least this often.
_COARSE_TICK = 2 * _SECOND
_FINE_TICK = _SECOND // 10


status_of: Callable[[os.stat_result], Status] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
"""The status of a file, from its `os.stat`; in C, because every command asks it of every file."""


def is_young(status: Status, read_since: int) -> bool:
    """Whether the file may change again after it was read and still have the same status.

    That is so if it changed shortly before *read_since*, when its reader began, in nanoseconds.  git calls such
    a file racily clean and reads it again too (Documentation/technical/racy-git.txt).
    """
    _, mtime, ctime, _ = status
    newest = max(ctime, mtime)
    return newest >= read_since - _COARSE_TICK and newest >= read_since - (
        _FINE_TICK if mtime % _SECOND else _COARSE_TICK
    )


def listing_digest(on_disk: dict[str, Status | None], read_since: int) -> str:
    """A hash of *read_since* and of the status of each file, in the order in which the disk lists them."""
    # It is only hashed, never read, and takes a quarter of the time of JSON.
    return hash_of(marshal.dumps((read_since, on_disk), _WITHOUT_REFERENCES), _LISTING_DIGITS)


_WITHOUT_REFERENCES = 2
"""The version of marshal whose bytes depend on the values alone."""

_LISTING_DIGITS = 32
