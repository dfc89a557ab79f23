"""User settings: write one of the user's own settings, whose file is in no catalogue and has no journal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from prodash.errors import DiskError, RefusedError
from prodash.storage.batch.system_lock import NoLocksError, try_lock
from prodash.storage.disk.busy import replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.disk.flush import flush_all
from prodash.storage.edit.verify import CannotEditError, NewValue, Path
from prodash.storage.settings.setting_text import with_setting
from prodash.storage.yaml.encoding import decode, encode
from prodash.storage.yaml.nodes import Fault

_SECONDS = 10.0
_POLL_SECONDS = 0.01
_ANY_WRITE_BIT = 0o222
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def write_user_setting(file: str, path: Path, value: NewValue) -> None:
    """Give the setting at *path* the *value* in the user's *file*, which is made if it is missing.

    Through a link, the file that it leads to is written.  Raises CannotEditError, DiskError, RefusedError.
    """
    target = os.path.realpath(file)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with _one_writer(file, f"{target}.lock"):
            data, status = read_with_status(target) if os.path.lexists(target) else (b"", None)
            if status and not status.st_mode & _ANY_WRITE_BIT:
                raise RefusedError([(file, "it is read-only; change its permissions (chmod u+w)")])
            _replace(target, _with_value(file, data, path, value), status)
    except OSError as error:
        raise DiskError(file, error) from None


@contextmanager
def _one_writer(file: str, lock: str) -> Iterator[None]:
    """A context that keeps other processes from *file*, and removes the file *lock* at its end.

    A disk without locks keeps nobody out.  Raises OSError, RefusedError.
    """
    from time import monotonic, sleep

    end = monotonic() + _SECONDS
    while (descriptor := _take(lock)) is None:
        if monotonic() > end:
            raise RefusedError([(file, "another prodash is changing it; try again when it is done")])
        sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        # Windows deletes no open file, so it stays there.
        with suppress(OSError):
            os.unlink(lock)
        os.close(descriptor)


def _take(lock: str) -> int | None:
    """The open file *lock*, locked; None if another process holds the lock.  Raises OSError."""
    descriptor = os.open(lock, _FLAGS, 0o666)
    with suppress(NoLocksError):
        # A file that was deleted meanwhile locks nobody out.
        if not (try_lock(descriptor) and os.fstat(descriptor).st_nlink):
            os.close(descriptor)
            return None
    return descriptor


def _replace(target: str, new: bytes, like: os.stat_result | None) -> None:
    """Give the file *target* the bytes *new* in one step.  Raises OSError."""
    temporary = f"{target}.new"
    with suppress(FileNotFoundError):
        # A killed process left it behind.
        os.unlink(temporary)
    write_bytes(temporary, new, like=like)
    try:
        flush_all([temporary])
        replace_file(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _with_value(file: str, data: bytes, path: Path, value: NewValue) -> bytes:
    decoded = decode(data)
    if isinstance(decoded, Fault):
        raise CannotEditError(f"{file} could not be read; correct it by hand")
    bom, text = decoded
    return encode(bom, with_setting(text, [str(step) for step in path], value))
