"""Open folders: reach the folder of a file step by step from a known one, without following any link."""

import os
import stat
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

from prodash.storage.disk.open_folder import HAS_DESCRIPTORS, OpenFolder

_MOST_OPEN = 64
_GIT = ".git"
_PERMISSIONS = 0o777
# Without permission to list a folder it can be opened for this, too, where the system has O_PATH.
_FLAGS = (
    getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW if HAS_DESCRIPTORS else os.O_RDONLY
)


class Target(NamedTuple):
    """The place of a file on disk: *root* is a real path, and *folder* a path below it without links."""

    root: str
    folder: str
    name: str

    @property
    def path(self) -> str:
        """The whole path."""
        return os.path.join(self.root, *self.folder.split("/"), self.name)


def target_at(path: str) -> Target:
    """The place of the file to which *path* leads, reached from its own folder."""
    root, name = os.path.split(os.path.realpath(path))
    return Target(root, "", name)


class OpenFolders:
    """The folders of targets, opened on demand, a limited number at a time; use it as a context."""

    def __init__(self) -> None:
        self._roots: dict[str, OpenFolder] = {}
        self._open: dict[tuple[str, str], OpenFolder] = {}
        self._made: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for folder in (*self._open.values(), *self._roots.values()):
            _close(folder)

    def of(self, target: Target) -> OpenFolder:
        """The folder of *target*; valid until the next one is asked for.

        Raises OSError, also if a folder on the way is a link or belongs to another git repository.
        """
        return self._at(target.root, target.folder)

    def nearest(self, target: Target) -> OpenFolder:
        """The folder of *target*, or the nearest one above it that exists.  Raises OSError as `of` does."""
        folder = target.folder
        while folder:
            with suppress(FileNotFoundError):
                return self._at(target.root, folder)
            folder = folder.rpartition("/")[0]
        return self._at(target.root, folder)

    def make(self, target: Target) -> OpenFolder:
        """The folder of *target*, created if missing.  Raises OSError as `of` does."""
        with suppress(FileNotFoundError):
            return self.of(target)
        parts = target.folder.split("/")
        for end in range(1, len(parts) + 1):
            self._make(target.root, "/".join(parts[:end]))
        return self.of(target)

    def count_as_made(self, target: Target, number: int) -> None:
        """Let `remove_made` delete the last *number* folders on the way to *target* too, made by an earlier process."""
        parts = target.folder.split("/")
        ends = range(max(len(parts) - number, 0) + 1, len(parts) + 1)
        self._made += ((target.root, "/".join(parts[:end])) for end in ends)

    def remove_made(self) -> None:
        """Delete the folders that `make` created, unless something is in them."""
        while self._made:
            root, folder = self._made.pop()
            parent, _, name = folder.rpartition("/")
            with suppress(OSError):
                self._at(root, parent).delete_folder(name)

    def remove_emptied(self, target: Target) -> None:
        """Delete the folder of *target* and those above it that are empty now, but for the first one below the root.

        A folder that is more private than the one above it stays: made again, it would be open to others.
        """
        folder = target.folder
        with suppress(OSError):
            while "/" in folder:
                folder, _, name = folder.rpartition("/")
                above = self._at(target.root, folder)
                if above.status(".").st_mode & ~above.status(name).st_mode & _PERMISSIONS:
                    return
                above.delete_folder(name)

    def _make(self, root: str, folder: str) -> None:
        parent, _, name = folder.rpartition("/")
        above = self._at(root, parent)
        if not above.exists(name):
            # Before it is there, for an interrupt may come just after.
            self._made.append((root, folder))
            try:
                above.create_folder(name)
            except FileExistsError:
                self._made.pop()

    def _at(self, root: str, folder: str) -> OpenFolder:
        if root not in self._roots:
            self._roots[root] = OpenFolder(root, os.open(root, _FLAGS) if HAS_DESCRIPTORS else None)
        if not folder:
            return self._roots[root]
        found = self._open.pop((root, folder), None) or self._walk(root, folder)
        self._open[root, folder] = found
        if len(self._open) > _MOST_OPEN:
            _close(self._open.pop(next(iter(self._open))))
        return found

    def _walk(self, root: str, folder: str) -> OpenFolder:
        above = top = self._roots[root]
        for name in folder.split("/"):
            try:
                below = _enter(above, name)
            finally:
                if above is not top:
                    _close(above)
            above = below
        return above


def _enter(above: OpenFolder, name: str) -> OpenFolder:
    """The folder *name* in another; raises OSError if it is a link or has a git repository of its own."""
    folder = _open_below(above, name)
    if folder.exists(_GIT):
        _close(folder)
        raise OSError(0, f"its folder {name} is another git repository; change it there")
    return folder


def _open_below(above: OpenFolder, name: str) -> OpenFolder:
    path = os.path.join(above.path, name)
    try:
        if above.descriptor is not None:
            return OpenFolder(path, os.open(name, _FLAGS, dir_fd=above.descriptor))
        if stat.S_ISDIR(above.status(name).st_mode):
            return OpenFolder(path, None)
        raise NotADirectoryError
    except (FileNotFoundError, PermissionError):
        raise
    except OSError:
        is_link = stat.S_ISLNK(above.status(name).st_mode)
        reason = (
            "has become a link meanwhile; look at it and try again"
            if is_link
            else "is not a folder; move it out of the way"
        )
        raise OSError(0, f"{name} {reason}") from None


def _close(folder: OpenFolder) -> None:
    if folder.descriptor is not None:
        os.close(folder.descriptor)
