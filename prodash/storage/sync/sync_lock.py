"""Sync lock: only one sync of a catalogue at a time, while other commands may change it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prodash.errors import reason_of
from prodash.storage.batch.system_lock import NoLocksError, try_lock
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.private_folder import make_private_folder
from prodash.storage.disk.unreadable import shown_path
from prodash.storage.sync.errors import AGAIN, CannotSyncError, SyncFailedError

_LOCK = "sync-lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def one_sync(root: Path) -> Iterator[None]:
    """A context that keeps other syncs of the catalogue out.  Raises CannotSyncError, SyncFailedError.

    A disk without locks keeps nobody out; then git's own locks do, at the steps that write.
    """
    try:
        descriptor = os.open(os.path.join(make_private_folder(root), _LOCK), _FLAGS, 0o666)
    except OSError as error:
        folder = shown_path(os.path.join(root, PRIVATE_FOLDER))
        raise SyncFailedError(
            f"prodash cannot keep its lock in {folder}: {reason_of(error)}", "", AGAIN
        ) from None
    try:
        with suppress(NoLocksError):
            if not try_lock(descriptor):
                raise CannotSyncError("another prodash sync is at work; wait until it is done")
        yield
    finally:
        os.close(descriptor)
