"""The lock of a catalogue: only one prodash process at a time can change it."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from prodash.errors import BusyError, RefusedError, reason_of
from prodash.storage.disk.busy import WINDOWS
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder

NO_LOCKS = "this disk has no locks, so do not change the catalogue from two computers at once"

_LOCK = "lock"
_POLL_SECONDS = 0.01
# What network drives and folders shared with a virtual machine say.
_UNKNOWN = frozenset({errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def locked(root: Path, seconds: float, remark: Callable[[str], object] = lambda _: None) -> Iterator[None]:
    """A context that holds the lock of the catalogue, after waiting for it at most *seconds*.

    Calls *remark* with NO_LOCKS if the disk has no locks; a file that names the holder takes their place.

    Raises BusyError if another prodash still holds it, RefusedError if the lock file cannot be written.
    """
    try:
        lock = _lock(make_private_folder(root), seconds, remark)
        lock.__enter__()
    except OSError as error:
        reason = f"the lock cannot be written: {reason_of(error)}"
        if isinstance(error, PermissionError):
            reason += "; change the permissions of the catalogue's folder (chmod u+w)"
        raise RefusedError([(PRIVATE_FOLDER, reason)]) from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _lock(folder: str, seconds: float, remark: Callable[[str], object]) -> AbstractContextManager[None]:
    path = os.path.join(folder, _LOCK)
    if os.path.islink(path):
        # Some versions of filelock would empty the file that the link leads to.
        raise OSError(0, f"{PRIVATE_FOLDER}/{_LOCK} is a link; delete it")
    if WINDOWS or _disk_has_locks(path):
        return _system_lock(path, seconds)
    from prodash.storage.batch.soft_lock import soft_lock

    remark(NO_LOCKS)
    return soft_lock(folder, seconds, _POLL_SECONDS)


def _disk_has_locks(path: str) -> bool:
    """Whether the disk knows `flock`.  filelock, which would find out too, says so with a warning of Python."""
    import fcntl

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _UNKNOWN
    finally:
        os.close(descriptor)
    return True


@contextmanager
def _system_lock(path: str, seconds: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=seconds)
    try:
        lock.acquire(poll_interval=_POLL_SECONDS)
    except Timeout:
        raise BusyError(seconds) from None
    try:
        yield
    finally:
        lock.release()
