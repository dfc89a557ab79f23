"""The status of a file on disk, and when an equal status proves that the file is unchanged."""

import os
from typing import TypeAlias

Status: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode number."""

_SECOND = 10**9
# Whole seconds suggest a coarse clock (FAT counts in steps of two seconds); other clocks tick at least this often.
_COARSE_TICK = 2 * _SECOND
_FINE_TICK = _SECOND // 10


def status_of(stat_result: os.stat_result) -> Status:
    """The status of a file, from its `os.stat`."""
    return stat_result.st_size, stat_result.st_mtime_ns, stat_result.st_ctime_ns, stat_result.st_ino


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
