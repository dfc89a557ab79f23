"""The lock of a catalogue: only one prodash process at a time can change it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prodash.errors import BusyError, RefusedError, reason_of
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder

_LOCK = "lock"
_POLL_SECONDS = 0.01


@contextmanager
def locked(root: Path, seconds: float) -> Iterator[None]:
    """A context that holds the lock of the catalogue, after waiting for it at most *seconds*.

    Raises BusyError if another prodash still holds it, RefusedError if the lock file cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(_lock_path(root), timeout=seconds)
        lock.acquire(poll_interval=_POLL_SECONDS)
    except Timeout:
        raise BusyError(seconds) from None
    except OSError as error:
        reason = f"the lock cannot be written: {reason_of(error)}"
        if isinstance(error, PermissionError):
            reason += "; change the permissions of the catalogue's folder (chmod u+w)"
        raise RefusedError([(PRIVATE_FOLDER, reason)]) from None
    try:
        yield
    finally:
        lock.release()


def _lock_path(root: Path) -> str:
    path = os.path.join(make_private_folder(root), _LOCK)
    if os.path.islink(path):
        # Some versions of filelock would empty the file that the link leads to.
        raise OSError(0, f"{PRIVATE_FOLDER}/{_LOCK} is a link; delete it")
    return path
