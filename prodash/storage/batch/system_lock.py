"""A lock on an open file, which the system frees when the process ends."""

import errno
import os
import sys

from prodash.storage.disk.flush import UNSUPPORTED

_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_NO_LOCKS = UNSUPPORTED | {errno.ENOLCK}


class NoLocksError(OSError):
    """The disk has no locks."""


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; returns False if another process holds the lock.

    Raises NoLocksError, or any other OSError.
    """
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise NoLocksError(error.errno, os.strerror(error.errno)) from None
        if error.errno not in _HELD:
            raise
        return False
    return True


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
