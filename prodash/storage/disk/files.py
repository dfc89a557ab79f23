"""Read and write the bytes of single files, without ever blocking on a pipe or a device."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

MAX_BYTES = 262_144
"""Maximum size of a catalogue file, in bytes."""

_CHUNK_BYTES = 65_536
_FOLDER = "it is a folder, not a file"
_BINARY_FLAG = getattr(os, "O_BINARY", 0)
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY_FLAG


def read_bytes(path: str | Path, max_bytes: int = MAX_BYTES + 1) -> bytes:
    """The first *max_bytes* bytes of a regular file.

    The default is one byte over the limit of a catalogue file, so callers can see that a file is too long.

    Raises OSError, also for a folder, a pipe or a device; a pipe is refused without waiting for its writer.
    """
    return read_with_status(path, max_bytes)[0]


def read_with_status(
    path: str | Path,
    max_bytes: int = MAX_BYTES + 1,
    start: int = 0,
    *,
    dir_fd: int | None = None,
    more_flags: int = 0,
) -> tuple[bytes, os.stat_result]:
    """At most *max_bytes* bytes from offset *start*, and the `os.fstat` of the same open file, taken before reading.

    *path* is relative to the folder *dir_fd*, if that is given; *more_flags* are flags for `os.open`.

    Raises OSError as `read_bytes` does.
    """
    if os.name == "nt" and os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, _FOLDER)
    descriptor = os.open(path, _READ_FLAGS | more_flags, dir_fd=dir_fd)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, _FOLDER)
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


def is_own(status: os.stat_result) -> bool:
    """Whether a file with this *status* belongs to the user; on Windows, files have no such owner."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


_NEW_FILE_MODE = 0o666
"""The mode of a new file, less what the umask takes away."""


def write_bytes(
    path: str,
    data: bytes,
    mode: int | None = None,
    *,
    dir_fd: int | None = None,
    like: os.stat_result | None = None,
) -> None:
    """Write a new file; leave no file behind if that fails.

    *path* is relative to the folder *dir_fd*, if that is given.  The file gets the owner and mode that *like* has, or
    exactly *mode*, or the usual mode of a new file.

    Raises FileExistsError if *path* exists, OSError if it cannot be written.
    """
    first_mode = _NEW_FILE_MODE if mode is None and not like else stat.S_IRUSR | stat.S_IWUSR
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY_FLAG, first_mode, dir_fd=dir_fd)
    try:
        try:
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
            if like:
                _copy_owner_and_mode(like, descriptor, path)
            elif mode is not None and os.name != "nt":
                os.fchmod(descriptor, mode)
        finally:
            os.close(descriptor)
    except BaseException:
        os.unlink(path, dir_fd=dir_fd)
        raise


def _copy_owner_and_mode(like: os.stat_result, descriptor: int, path: str) -> None:
    if os.name == "nt":
        os.chmod(path, stat.S_IMODE(like.st_mode))
        return
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        # Only root can change the owner; other users can keep the group at most.
        with suppress(OSError):
            os.fchown(descriptor, -1, like.st_gid)
        with suppress(OSError):
            os.fchown(descriptor, like.st_uid, -1)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
