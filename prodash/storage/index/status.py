"""Status: what the disk says of a file without reading it, and when that is enough to know it is the same."""

import os
from typing import TypeAlias

Status: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, time of the last change of contents and of anything, in nanoseconds, and number of the file."""

_SECOND = 10**9
# Where times are whole seconds the disk may count in twos, as FAT does; elsewhere a clock ticks at least this often.
_COARSE = 2 * _SECOND
_FINE = _SECOND // 10


def status_of(found: os.stat_result) -> Status:
    """The status of a file."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_young(status: Status, began: int) -> bool:
    """Whether the file was so new when its reader *began* that a change since may have left its status alone.

    git calls such a file racily clean, and reads it again too (its Documentation/technical/racy-git.txt).
    """
    _, changed, touched, _ = status
    newest = max(touched, changed)
    return newest >= began - _COARSE and newest >= began - (_FINE if changed % _SECOND else _COARSE)
