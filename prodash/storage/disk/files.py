"""Read and write the bytes of single files, without ever blocking on a pipe or a device."""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from prodash.errors import DiskError

MAX_BYTES = 262_144
"""Maximum size of a catalogue file, in bytes."""

_CHUNK_BYTES = 65_536
_MAX_SINGLE_FLUSHES = 16
_BINARY_FLAG = getattr(os, "O_BINARY", 0)
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY_FLAG


def read_bytes(path: str | Path, max_bytes: int = MAX_BYTES + 1) -> bytes:
    """The first *max_bytes* bytes of a regular file.

    The default is one byte over the limit of a catalogue file, so callers can see that a file is too long.

    Raises OSError, also for a folder, a pipe or a device; a pipe is refused without waiting for its writer.
    """
    return read_with_status(path, max_bytes)[0]


def read_with_status(
    path: str | Path, max_bytes: int = MAX_BYTES + 1, start: int = 0
) -> tuple[bytes, os.stat_result]:
    """At most *max_bytes* bytes from offset *start*, and the `os.fstat` of the same open file, taken before reading.

    Raises OSError as `read_bytes` does.
    """
    if os.name == "nt" and os.path.isdir(path):
        raise IsADirectoryError
    descriptor = os.open(path, _READ_FLAGS)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is not a regular file; move it out of the way")
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        remaining = max(status.st_size - start, 0)
        # Ask for one byte more than st_size, because files in /proc are longer than their st_size.
        data = os.read(descriptor, min(max_bytes, remaining + 1))
        if len(data) != min(max_bytes, remaining):
            data = _read_to_end(descriptor, data, max_bytes)
        return data, status
    finally:
        os.close(descriptor)


def _read_to_end(descriptor: int, start: bytes, max_bytes: int) -> bytes:
    parts, remaining = [start], max_bytes - len(start)
    while remaining and (part := os.read(descriptor, min(remaining, _CHUNK_BYTES))):
        parts.append(part)
        remaining -= len(part)
    return b"".join(parts)


def write_bytes(path: str, data: bytes, mode: int = 0o666) -> None:
    """Write a new file; leave no file behind if that fails.

    Raises FileExistsError if *path* exists, OSError if it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY_FLAG, mode)
    try:
        try:
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
        finally:
            os.close(descriptor)
    except BaseException:
        os.unlink(path)
        raise


def flush(paths: Sequence[str]) -> None:
    """Flush files and folders to the disk: a few with one fsync each, many with one sync.  Raises OSError."""
    if len(paths) > _MAX_SINGLE_FLUSHES and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        folder = os.path.isdir(path)
        if folder and os.name == "nt":
            continue
        descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR | _BINARY_FLAG)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def create_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Create *files* (bytes by path below *root*), all or none.  Raises DiskError, also if one of them exists."""
    created: list[Path] = []
    for path, data in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(str(target), data)
            created.append(target)
        except OSError as error:
            for created_file in created:
                created_file.unlink()
            raise DiskError(str(target), error) from None
