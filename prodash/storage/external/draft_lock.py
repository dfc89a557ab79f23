"""Draft lock: tells whether a running `edit` has a draft open; the system frees it when the process ends."""

import os

from prodash.storage.batch.system_lock import try_lock

_FLAGS = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


def take_lock(path: str) -> int | None:
    """Lock the file at *path*, which is created if missing; None if another process holds the lock.

    The lock is held until the returned descriptor is closed.  Raises OSError.
    """
    descriptor = os.open(path, _FLAGS | os.O_CREAT, 0o600)
    if _lock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def is_locked(path: str) -> bool:
    """Whether another process holds the lock at *path*."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return False
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Whether the lock could be taken; some disks have no locks, and nobody can hold one there."""
    try:
        return try_lock(descriptor)
    except OSError:
        return True
