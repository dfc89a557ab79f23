"""The lock of a catalogue: only one prodash process at a time can change it."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from prodash.errors import BusyError, RefusedError, reason_of
from prodash.storage.batch.system_lock import NoLocksError, try_lock
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.open_folder import OpenFolder
from prodash.storage.disk.open_folders import OpenFolders, Target
from prodash.storage.disk.private_folder import make_private_folder

NO_LOCKS = "this disk has no locks; change files from one computer at a time"

_LOCK = "lock"
_SHOWN = f"{PRIVATE_FOLDER}/{_LOCK}"
_POLL_SECONDS = 0.01


@contextmanager
def locked(root: Path, seconds: float, remark: Callable[[str], object] = lambda _: None) -> Iterator[None]:
    """A context that holds the lock of the catalogue, after waiting for it at most *seconds*.

    Calls *remark* with NO_LOCKS if the disk has no locks; a file that names the holder takes their place.

    Raises BusyError if another prodash still holds it, RefusedError if the lock file cannot be written.
    """
    with ExitStack() as held:
        try:
            _hold(held, root, seconds, remark)
        except OSError as error:
            reason = f"the lock cannot be written: {reason_of(error)}"
            if isinstance(error, PermissionError):
                reason += "; change the permissions of the catalogue's folder (chmod u+w)"
            raise RefusedError([(PRIVATE_FOLDER, reason)]) from None
        yield


def _hold(held: ExitStack, root: Path, seconds: float, remark: Callable[[str], object]) -> None:
    """Take the lock; *held* frees it.  Raises BusyError, OSError."""
    path = make_private_folder(root)
    folder = held.enter_context(OpenFolders()).of(Target(os.path.realpath(root), PRIVATE_FOLDER, _LOCK))
    try:
        held.enter_context(_system_lock(folder, seconds))
    except NoLocksError:
        if os.name == "nt":
            # Windows cannot tell whether the process that a file names still runs.
            raise
        from prodash.storage.batch.soft_lock import soft_lock

        remark(NO_LOCKS)
        held.enter_context(soft_lock(path, seconds, _POLL_SECONDS))


@contextmanager
def _system_lock(folder: OpenFolder, seconds: float) -> Iterator[None]:
    from time import monotonic, sleep

    end = monotonic() + seconds
    while (descriptor := _take(folder)) is None:
        if monotonic() > end:
            raise BusyError(seconds)
        sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        os.close(descriptor)


def _take(folder: OpenFolder) -> int | None:
    """The open lock file, locked; None if another process holds the lock.  Raises NoLocksError, OSError."""
    with suppress(FileNotFoundError):
        _require_lock_file(folder.status(_LOCK))
    descriptor = folder.open_or_create(_LOCK)
    is_taken = False
    try:
        _require_lock_file(os.fstat(descriptor))
        # A file that was deleted meanwhile locks nobody out.
        is_taken = try_lock(descriptor) and os.fstat(descriptor).st_nlink > 0
    finally:
        if not is_taken:
            os.close(descriptor)
    return descriptor if is_taken else None


def _require_lock_file(status: os.stat_result) -> None:
    """Raise OSError if the lock may be some other file of the user, which an archive can give this name too."""
    if stat.S_ISLNK(status.st_mode):
        raise OSError(0, f"{_SHOWN} is a link; delete it")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, f"{_SHOWN} is not a regular file; move it out of the way")
    if status.st_nlink > 1:
        raise OSError(0, f"{_SHOWN} is a file that has other names too (hard links); delete this one")
