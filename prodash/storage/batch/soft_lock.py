"""A lock on disks without locks (some network drives): a file that names the process that holds it.

.prodash/lock-holder       {"host": "studio", "process": 4711}

A killed process leaves its file behind.  On the same computer the next one sees whether the process has ended; of
another computer it knows only how old the file is.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from prodash.errors import BusyError
from prodash.storage.disk.files import read_bytes, write_bytes
from prodash.storage.disk.locate import PRIVATE_FOLDER

HOLDER = "lock-holder"

_MAX_BYTES = 1024
_MAX_AGE = 600.0
_MALFORMED = (ValueError, TypeError, KeyError, OverflowError)


class HolderBusyError(BusyError):
    """Another prodash, perhaps one that was killed on another computer, holds the lock."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.args = (f"{self}; if no other is running, delete {PRIVATE_FOLDER}/{HOLDER}",)


@contextmanager
def soft_lock(folder: str, seconds: float, pause: float) -> Iterator[None]:
    """A context that holds the lock in *folder*, after waiting for it at most *seconds*, with a *pause* in between.

    Raises HolderBusyError if another process still holds it, OSError if the file cannot be written.
    """
    from time import monotonic, sleep

    path = os.path.join(folder, HOLDER)
    end = monotonic() + seconds
    while not _take(path):
        if monotonic() > end:
            raise HolderBusyError(seconds)
        sleep(pause)
    try:
        yield
    finally:
        _free(path)


def _take(path: str) -> bool:
    """Take the lock if nobody holds it, or if its holder is gone; returns whether it is taken now."""
    try:
        write_bytes(path, _own_text())
    except FileExistsError:
        if _is_abandoned(path):
            _remove_abandoned(path)
        return False
    return True


def _free(path: str) -> None:
    """Delete the file, unless another computer has taken it for abandoned and holds the lock now."""
    with suppress(FileNotFoundError):
        if read_bytes(path, _MAX_BYTES) == _own_text():
            os.unlink(path)


def _own_text() -> bytes:
    return json.dumps({"host": _host(), "process": os.getpid()}).encode()


def _is_abandoned(path: str) -> bool:
    try:
        process = _process_here(read_bytes(path, _MAX_BYTES))
        if process is None:
            return _disk_time(path) - os.lstat(path).st_mtime > _MAX_AGE
        # However long its work takes, a running process keeps the lock.
        return not _is_running(process)
    except FileNotFoundError:
        return False


def _process_here(holder: bytes) -> int | None:
    """The process of this computer that *holder* names; None if it names another computer or nothing."""
    try:
        named = json.loads(holder)
        process = int(named["process"])
        return process if named["host"] == _host() and process > 0 else None
    except _MALFORMED:
        # Its process was killed while it wrote the file, or is writing it now; only its age can tell.
        return None


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _disk_time(path: str) -> float:
    """The current time of the disk's own clock, in seconds."""
    probe = f"{path}.{os.getpid()}"
    with suppress(FileNotFoundError):
        os.unlink(probe)
    write_bytes(probe, b"")
    try:
        return os.lstat(probe).st_mtime
    finally:
        os.unlink(probe)


def _remove_abandoned(path: str) -> None:
    """Remove the file of a holder that is gone, unless another process has just done so and holds the lock."""
    aside = f"{path}.{os.getpid()}"
    with suppress(FileNotFoundError):
        os.replace(path, aside)
        if not _is_abandoned(aside) and not os.path.lexists(path):
            os.rename(aside, path)
        os.unlink(aside)


def _host() -> str:
    from platform import node

    return node()
