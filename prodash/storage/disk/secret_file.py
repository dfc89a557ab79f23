"""The file with the secret of this computer and user, outside every catalogue.

~/.local/state/prodash/secret        32 random bytes that only this user can read

Its inode number is part of the secret, so a copy of the file, on another computer too, is another secret.
"""

import os
import stat
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from prodash.errors import DiskError, reason_of
from prodash.storage.disk.files import is_own, write_bytes
from prodash.storage.disk.secret import SECRET_BYTES, Secret

_NAME = "secret"
_HAS_MODES = hasattr(os, "geteuid")
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_READ_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_VARIABLE = "LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME"
_WHAT_FOR = "undo needs a file here that only you can read"
_MAKE_READABLE = "make it readable (chmod 600), or delete it, and prodash makes a new one"
_MAKE_WRITABLE = f"make the folder writable, or set {_VARIABLE} to one that is"
_ANOTHER_FOLDER = f"set {_VARIABLE} to a folder of yours"


class SecretFile:
    """The secret in *folder* for the catalogue in *root*; an empty *folder* means that there is no home folder."""

    def __init__(self, folder: str, root: Path) -> None:
        self._folder, self._root = folder, root

    @cached_property
    def secret(self) -> Secret | None:
        """The secret; None if there is none, or none that counts."""
        with suppress(OSError):
            # Without a folder, the path would be one in the current folder.
            return self._read() if self._folder else None
        return None

    def make(self) -> Secret:
        """The secret, made if there is none.  Raises DiskError, which says what to do."""
        if not self._folder:
            raise DiskError("no home folder", OSError(0, f"{_WHAT_FOR}; {_ANOTHER_FOLDER}"))
        if self.secret is None:
            try:
                with suppress(FileNotFoundError):
                    # It does not count, and this says why.
                    self._read()
                self._create()
                self.secret = self._read()
            except OSError as error:
                exists = os.path.lexists(self._path)
                path, advice = (self._path, _MAKE_READABLE) if exists else (self._folder, _MAKE_WRITABLE)
                reason = f"{reason_of(error)}; {advice}" if error.errno else reason_of(error)
                raise DiskError(path, OSError(0, f"{_WHAT_FOR}: {reason}")) from None
        return self.secret

    def make_if_possible(self) -> Secret | None:
        """The secret, made if there is none; None if that is impossible."""
        with suppress(DiskError):
            return self.make()
        return None

    @property
    def _path(self) -> str:
        return os.path.join(self._folder, _NAME)

    def _read(self) -> Secret:
        """The secret in the file.  Raises OSError if there is none that counts."""
        descriptor = os.open(self._path, _READ_FLAGS)
        try:
            status = os.fstat(descriptor)
            _require_own_file(status)
            data = os.read(descriptor, SECRET_BYTES + 1)
        finally:
            os.close(descriptor)
        self._require_outside_catalogue()
        _require_own_folder(os.stat(self._folder))
        if len(data) != SECRET_BYTES:
            raise OSError(0, "it is damaged; delete it, and prodash makes a new one")
        return Secret(
            bytes.fromhex(Secret(data, is_kept=True).seal("inode", b"%d" % status.st_ino)), is_kept=True
        )

    def _create(self) -> None:
        """Write a new secret, unless another prodash has just done so.  Raises OSError."""
        from prodash.storage.disk.busy import delete_file
        from prodash.storage.disk.flush import flush_all

        self._require_outside_catalogue()
        _require_own_place(self._folder)
        os.makedirs(self._folder, 0o700, exist_ok=True)
        temp_path = f"{self._path}.{os.urandom(4).hex()}"
        write_bytes(temp_path, os.urandom(SECRET_BYTES), stat.S_IRUSR | stat.S_IWUSR)
        try:
            _rename_unless_exists(temp_path, self._path)
        finally:
            with suppress(FileNotFoundError):
                delete_file(temp_path)
        # What it seals must not outlive it in a power cut.
        with suppress(OSError):
            flush_all([self._path, self._folder])

    def _require_outside_catalogue(self) -> None:
        """Raise OSError if the folder may have come with the catalogue; a catalogue around the user's home may not."""
        root = os.path.realpath(self._root)
        if _is_below(self._folder, root) and not _is_below(_home_of_account(), root):
            raise OSError(0, f"it is inside the catalogue; set {_VARIABLE} to a folder outside")


def _is_below(path: str, root: str) -> bool:
    return bool(path) and Path(os.path.realpath(path)).is_relative_to(root)


def _home_of_account() -> str:
    """The home folder that the system has for the user, whatever HOME says; "" where it has none."""
    try:
        from pwd import getpwuid

        return getpwuid(os.geteuid()).pw_dir
    except (ImportError, KeyError):
        return ""


def _require_own_file(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is not a regular file; move it out of the way")
    if not is_own(status):
        raise OSError(0, f"it belongs to another user; delete it, or {_ANOTHER_FOLDER}")
    if _HAS_MODES and status.st_mode & _FOR_OTHERS:
        raise OSError(0, "others have access to it; change its permissions (chmod 600)")


def _require_own_folder(status: os.stat_result) -> None:
    if not is_own(status) or (_HAS_MODES and status.st_mode & _WRITE_BY_OTHERS):
        raise OSError(
            0, "others can write to its folder; change the folder's owner and permissions (chmod 700)"
        )


def _require_own_place(folder: str) -> None:
    """Raise OSError where root would make a file that the owner of the home folder could not read."""
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    if _HAS_MODES and os.geteuid() == 0 and os.stat(folder).st_uid != 0:
        raise OSError(0, f"{folder} belongs to another user; {_ANOTHER_FOLDER}")


def _rename_unless_exists(temp_path: str, path: str) -> None:
    """Give the temporary file its name; if there is a file of that name, leave that alone.  Raises OSError."""
    try:
        os.link(temp_path, path)
    except FileExistsError:
        return
    except OSError:
        # Some file systems have no hard links.
        if not os.path.lexists(path):
            os.rename(temp_path, path)
