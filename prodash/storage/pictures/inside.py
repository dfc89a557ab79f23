"""Inside: the bytes of a file in a folder, reached from there step by step and through no link."""

import os
import stat
from contextlib import ExitStack

from prodash.errors import reason_of
from prodash.model.files.covers import UnusableError
from prodash.storage.disk.open_folder import HAS_DESCRIPTORS, OpenFolder

_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW if HAS_DESCRIPTORS else os.O_RDONLY


class ThroughLinkError(UnusableError):
    """A folder on the way is a link."""


def read_inside(root: str, path: str, max_bytes: int) -> bytes | None:
    """The first *max_bytes* bytes of the regular file at *path* below *root*; None if there is none.

    Raises ThroughLinkError, UnusableError if it is something else or cannot be read.
    """
    *folders, name = path.split("/")
    with ExitStack() as opened:
        try:
            folder = _open(os.path.realpath(root), None, opened)
            for each in folders:
                if stat.S_ISLNK(folder.status(each).st_mode):
                    raise ThroughLinkError(f"its folder {each} is a link")
                folder = _open(each, folder, opened)
            _require_regular(folder.status(name).st_mode)
            return folder.read(name, max_bytes)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise UnusableError(reason_of(error)) from None


def _open(name: str, above: OpenFolder | None, opened: ExitStack) -> OpenFolder:
    path = os.path.join(above.path, name) if above else name
    if not HAS_DESCRIPTORS:
        return OpenFolder(path, None)
    descriptor = os.open(name, _FLAGS, dir_fd=above.descriptor if above else None)
    opened.callback(os.close, descriptor)
    return OpenFolder(path, descriptor)


def _require_regular(mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise UnusableError("it is a link")
    if stat.S_ISDIR(mode):
        raise UnusableError("it is a folder")
    if not stat.S_ISREG(mode):
        raise UnusableError("it is not a regular file")
