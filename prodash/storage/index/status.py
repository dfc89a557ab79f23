"""Status: what the disk says of a file without reading it, and when that is enough to know it is the same."""

import os
from typing import TypeAlias

Status: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, time of the last change of contents and of anything, in nanoseconds, and number of the file."""

_SECOND = 10**9
# Where times are whole seconds the disk may count in twos, as FAT does; elsewhere a clock ticks at least this often.
_COARSE_TICK = 2 * _SECOND
_FINE_TICK = _SECOND // 10


def status_of(stat_result: os.stat_result) -> Status:
    """The status of a file."""
    return stat_result.st_size, stat_result.st_mtime_ns, stat_result.st_ctime_ns, stat_result.st_ino


def is_young(status: Status, read_since: int) -> bool:
    """Whether the file was so new when its reader *read_since* that a change since may have left its status alone.

    git calls such a file racily clean, and reads it again too (its Documentation/technical/racy-git.txt).
    """
    _, changed, touched, _ = status
    newest = max(touched, changed)
    return newest >= read_since - _COARSE_TICK and newest >= read_since - (
        _FINE_TICK if changed % _SECOND else _COARSE_TICK
    )
