"""Files: the bytes of one file, read without ever waiting for what is no file."""

import os
import stat
from pathlib import Path

from prodash.storage.text import MAX_BYTES

_CHUNK = 65_536


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file, at most one more than any file here may have.

    Raises OSError, also for what is no regular file; a pipe is refused without waiting for it.
    """
    if os.name == "nt" and os.path.isdir(path):
        raise IsADirectoryError
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is no regular file; move it out of the way")
        parts, room = [], MAX_BYTES + 1
        while room and (part := os.read(descriptor, min(room, _CHUNK))):
            parts.append(part)
            room -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)
