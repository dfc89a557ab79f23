"""Replace and delete files that a virus scanner or a sync program may hold open for a moment, as on Windows."""

import os
from collections.abc import Callable

from prodash.shell import WINDOWS

_SECONDS = 1.0
_PAUSE = 0.02
# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
_HELD_OPEN = frozenset({5, 32, 33})


def replace_file(source: str, target: str, dir_fd: int | None = None) -> None:
    """Rename a file over another in one step, as `os.replace` does; *dir_fd* is the folder of both."""
    _patiently(lambda: os.replace(source, target, src_dir_fd=dir_fd, dst_dir_fd=dir_fd))


def delete_file(path: str, dir_fd: int | None = None) -> None:
    """Delete a file as `os.unlink` does."""
    _patiently(lambda: os.unlink(path, dir_fd=dir_fd))


def _patiently(action: Callable[[], None]) -> None:
    """Do *action*; on Windows try again for a second while another program holds a file open."""
    if not WINDOWS:
        action()
        return None
    from time import monotonic, sleep

    end = monotonic() + _SECONDS
    while True:
        try:
            return action()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD_OPEN or monotonic() > end:
                raise
        sleep(_PAUSE)
