"""Files: the bytes of one file read and written, without ever waiting for what is no file."""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from prodash.errors import DiskError

MAX_BYTES = 262_144
"""The longest that a file of a catalogue may be."""

_CHUNK = 65_536
_FEW = 16
_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY


def read_bytes(path: str | Path, most: int = MAX_BYTES + 1) -> bytes:
    """The bytes of a regular file, at most *most*: one more than any file of a catalogue may have.

    Raises OSError, also for what is no regular file; a pipe is refused without waiting for it.
    """
    return read_with_status(path, most)[0]


def read_with_status(
    path: str | Path, most: int = MAX_BYTES + 1, start: int = 0
) -> tuple[bytes, os.stat_result]:
    """What `read_bytes` gives, from byte *start* on, and the state of that very file just before it was read."""
    if os.name == "nt" and os.path.isdir(path):
        raise IsADirectoryError
    descriptor = os.open(path, _READ)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is no regular file; move it out of the way")
        # Asking for one byte more than there are tells that it has ended; a file may be longer than it says, as in /proc.
        if start:
            os.lseek(descriptor, start, os.SEEK_SET)
        left = max(status.st_size - start, 0)
        data = os.read(descriptor, min(most, left + 1))
        if len(data) != min(most, left):
            data = _to_the_end(descriptor, data, most)
        return data, status
    finally:
        os.close(descriptor)


def _to_the_end(descriptor: int, start: bytes, most: int) -> bytes:
    parts, room = [start], most - len(start)
    while room and (part := os.read(descriptor, min(room, _CHUNK))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)


def write_bytes(path: str, data: bytes, mode: int = 0o666) -> None:
    """Write a new file; raises OSError, FileExistsError where there is one, and then leaves none behind."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
    except BaseException:
        os.unlink(path)
        raise


def flush(paths: Sequence[str]) -> None:
    """Bring *paths*, files or folders, to the disk: one by one where they are few, else all at once."""
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        folder = os.path.isdir(path)
        if folder and os.name == "nt":
            continue
        descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR | _BINARY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def create_files(root: Path, files: Mapping[str, bytes]) -> None:
    """New files below *root*, all or none; raises DiskError, also where one is there already."""
    created: list[Path] = []
    for path, data in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(str(target), data)
            created.append(target)
        except OSError as error:
            for one in created:
                one.unlink()
            raise DiskError(str(target), error) from None
