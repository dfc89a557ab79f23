"""Flush files to the disk, on disks that can do that."""

import errno
import os
from collections.abc import Callable, Sequence

_MAX_SINGLE_FLUSHES = 16
_BINARY_FLAG = getattr(os, "O_BINARY", 0)

UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What network drives and folders shared with a virtual machine say if they have no such thing."""


def flush(descriptor: int) -> bool:
    """Flush an open file to the disk; False if the disk cannot do that.  Raises OSError if writing fails."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        return False
    return True


def flush_all(paths: Sequence[str], files: Sequence[Callable[[], bool]] = ()) -> bool:
    """Flush files and folders: a few with one fsync each, many with one sync; False if the disk cannot do that.

    *paths* and *files* are flushed; each of *files* is a function that flushes one.  Raises OSError.
    """
    if len(paths) + len(files) > _MAX_SINGLE_FLUSHES and hasattr(os, "sync"):
        os.sync()
        return True
    # A list, for each has to be flushed.
    return all([*(_flush_path(path) for path in paths), *(flush_file() for flush_file in files)])


def _flush_path(path: str) -> bool:
    folder = os.path.isdir(path)
    if folder and os.name == "nt":
        return True
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR | _BINARY_FLAG)
    try:
        return flush(descriptor)
    finally:
        os.close(descriptor)
