"""An open folder: its files are reached by its descriptor, so no link put on the way later can lead elsewhere."""

import os
import stat
from contextlib import suppress
from typing import Any, NamedTuple

from prodash.storage.disk.busy import delete_file, replace_file
from prodash.storage.disk.files import read_with_status, write_bytes
from prodash.storage.disk.flush import flush

HAS_DESCRIPTORS = hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY") and bool(os.supports_dir_fd)
"""Whether this system can reach a file by the descriptor of its folder; Windows cannot."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLUSH_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | _NO_LINK
_OPEN_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | _NO_LINK
_ANY_WRITE_BIT = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class OpenFolder(NamedTuple):
    """The folder at *path*; *descriptor* is None where the system reaches files by their paths only.

    Every name is that of a file directly in the folder, and no method follows a link.  All raise OSError.
    """

    path: str
    descriptor: int | None

    def status(self, name: str) -> os.stat_result:
        """The status of a file or link."""
        return os.stat(self._at(name), dir_fd=self.descriptor, follow_symlinks=False)

    def exists(self, name: str) -> bool:
        """Whether there is a file, folder or link."""
        try:
            self.status(name)
        except FileNotFoundError:
            return False
        return True

    def require_free(self, name: str) -> None:
        """Raise FileExistsError if there is a file, folder or link."""
        if self.exists(name):
            raise FileExistsError(0, "it already exists")

    def is_writable(self) -> bool:
        """Whether this user can create and delete files."""
        return os.access(self._at(os.curdir), os.W_OK, dir_fd=self.descriptor)

    def is_file_writable(self, name: str) -> bool:
        """Whether this user can write the regular file; raises OSError if it is something else."""
        mode = self.regular_status(name).st_mode
        # For root, os.access allows everything, so check the mode too.
        return bool(mode & _ANY_WRITE_BIT) and os.access(self._at(name), os.W_OK, dir_fd=self.descriptor)

    def regular_status(self, name: str) -> os.stat_result:
        """The status of a regular file; raises OSError if it is something else."""
        status = self.status(name)
        if stat.S_ISLNK(status.st_mode):
            raise OSError(0, "it has become a link meanwhile; look at it and try again")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is not a regular file; move it out of the way")
        return status

    def read(self, name: str, max_bytes: int) -> bytes:
        """The first *max_bytes* bytes of a regular file."""
        self.regular_status(name)
        return read_with_status(self._at(name), max_bytes, dir_fd=self.descriptor, more_flags=_NO_LINK)[0]

    def create(
        self, name: str, data: bytes, like: os.stat_result | None = None, *, mode: int | None = None
    ) -> None:
        """Write a new file; leave none behind if that fails.  It gets the owner and mode that *like* has, or *mode*."""
        write_bytes(self._at(name), data, mode, dir_fd=self.descriptor, like=like)

    def open_or_create(self, name: str) -> int:
        """Open a file, created empty if it is missing; returns its descriptor."""
        return os.open(self._at(name), _OPEN_FLAGS, 0o644, dir_fd=self.descriptor)

    def append(self, name: str, data: bytes) -> None:
        """Add *data* at the end of a regular file, which is created if it is missing."""
        descriptor = self.open_or_create(name)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(0, "it is not a regular file; move it out of the way")
            os.lseek(descriptor, 0, os.SEEK_END)
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
        finally:
            os.close(descriptor)

    def move(self, name: str, new_name: str) -> None:
        """Rename a file, in one step also over an existing one."""
        replace_file(self._at(name), self._at(new_name), self.descriptor)

    def move_to_new(self, name: str, new_name: str) -> None:
        """Rename a file, but never over an existing one."""
        # Windows knows neither folders by descriptor nor links that are not followed.
        options = {} if self.descriptor is None else self._both_here
        try:
            os.link(self._at(name), self._at(new_name), **options)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no hard links.
            self.require_free(new_name)
            self.move(name, new_name)
        else:
            self.delete(name)

    def delete(self, name: str) -> None:
        """Delete a file or link."""
        delete_file(self._at(name), self.descriptor)

    def create_folder(self, name: str) -> None:
        """Create a folder."""
        os.mkdir(self._at(name), dir_fd=self.descriptor)

    def delete_folder(self, name: str) -> None:
        """Delete an empty folder."""
        os.rmdir(self._at(name), dir_fd=self.descriptor)

    def delete_if_exists(self, name: str) -> None:
        """Delete a file or link if it exists."""
        with suppress(FileNotFoundError):
            self.delete(name)

    def flush(self, name: str) -> bool:
        """Flush a file to the disk; False if the disk cannot do that."""
        descriptor = os.open(self._at(name), _FLUSH_FLAGS, dir_fd=self.descriptor)
        try:
            return flush(descriptor)
        finally:
            os.close(descriptor)

    @property
    def _both_here(self) -> dict[str, Any]:
        """Arguments for `os.link` from this folder to this folder."""
        return {
            "src_dir_fd": self.descriptor,
            "dst_dir_fd": self.descriptor,
            "follow_symlinks": False,
        }

    def _at(self, name: str) -> str:
        return os.path.join(self.path, name) if self.descriptor is None else name
