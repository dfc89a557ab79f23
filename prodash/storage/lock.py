"""Lock: one prodash at a time changes a catalogue."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prodash.errors import BusyError, RefusedError, reason_of
from prodash.storage.locate import OWN

_LOCK = "lock"
_POLL = 0.01


@contextmanager
def locked(root: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of the catalogue, after waiting for it at most *seconds*.

    Raises BusyError when another prodash keeps it, RefusedError where the folder for it cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        folder = own_folder(root)
        lock = FileLock(os.path.join(folder, _LOCK), timeout=seconds)
        lock.acquire(poll_interval=_POLL)
    except Timeout:
        raise BusyError(seconds) from None
    except OSError as error:
        raise RefusedError([(OWN, f"the lock cannot be written: {reason_of(error)}")]) from None
    try:
        yield
    finally:
        lock.release()


def own_folder(root: Path) -> str:
    """The folder that prodash keeps for itself, made where it is missing; git ignores it.

    Raises OSError, also where a link or a file is in its place.
    """
    folder = os.path.join(root, OWN)
    with suppress(FileExistsError):
        os.mkdir(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise OSError(0, f"{OWN} is no folder; move it out of the way")
    ignore = os.path.join(folder, ".gitignore")
    with suppress(FileExistsError), open(ignore, "x", encoding="utf-8") as file:
        file.write("*\n")
    return folder
