"""Replace the contents of one file in one step, and keep its mode, its owner and symbolic links to it."""

import os
from contextlib import suppress
from typing import NamedTuple

from prodash.errors import RefusedError, reason_of
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.open_folders import OpenFolders, Target
from prodash.storage.index.status import Status, status_of

CHANGED_MEANWHILE = "another program changed it meanwhile; look at it and try again"


class FileEdit(NamedTuple):
    """A change to the bytes of one file."""

    path: str
    """Its path in the catalogue."""

    target: Target
    """Its place on disk, after following links."""

    old: bytes | None
    """The bytes that it must still have; None if it must not exist."""

    new: bytes | None
    """Its new bytes; None to delete it."""

    other_target: Target | None = None
    """The other place of a file that moves: the file that is created gets the mode and owner of the one there."""

    mode: int | None = None
    """The mode of a file that is copied or created again; None for that of any new file."""

    @property
    def longest(self) -> int:
        """The length of the old or the new bytes, whichever is greater."""
        return max(len(self.old or b""), len(self.new or b""))

    @property
    def counts(self) -> bool:
        """Whether it counts as a changed file: one that moves has two edits and counts once."""
        return self.new is not None or self.other_target is None

    @property
    def inverse(self) -> "FileEdit":
        """The edit that undoes this one."""
        return FileEdit(self.path, self.target, self.new, self.old, self.other_target, self.mode)


class Prepared(NamedTuple):
    """An edit, and the name of its temporary file, in the folder of the file."""

    edit: FileEdit
    temp_name: str


def current_bytes(edit: FileEdit) -> bytes | None:
    """The bytes of the file now, cut off where they cannot be the old or new ones; None if it does not exist.

    Raises OSError.
    """
    try:
        return read_bytes(edit.target.path, edit.longest + 1)
    except FileNotFoundError:
        return None


def bytes_in(folders: OpenFolders, edit: FileEdit) -> bytes | None:
    """The same as `current_bytes`, without following a link."""
    try:
        return folders.of(edit.target).read(edit.target.name, edit.longest + 1)
    except FileNotFoundError:
        return None


def why_not_writable(folders: OpenFolders, edit: FileEdit) -> str:
    """Why the edit cannot be written, as far as a check without writing can find out; "" if it can."""
    name = edit.target.name
    try:
        if edit.old is None:
            _require_reachable(edit.target.path)
            folder = folders.nearest(edit.target)
            if folder.path == os.path.dirname(edit.target.path) and folder.exists(name):
                return "it already exists"
        else:
            folder = folders.of(edit.target)
            if not folder.is_file_writable(name):
                return "it is read-only; change its permissions (chmod u+w)"
        if not folder.is_writable():
            return "its folder is read-only; change its permissions (chmod u+w)"
    except OSError as error:
        return reason_of(error)
    return ""


def _require_reachable(path: str) -> None:
    """Raise OSError if *path* is too long to open; the way from folder to folder would still create a file there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        os.lstat(path)


def prepare(folders: OpenFolders, prepared: Prepared) -> str:
    """Write the new bytes to the temporary file; return why that failed, or ""."""
    if prepared.edit.new is None:
        return ""
    try:
        _write_temp_file(folders, prepared, prepared.edit.new)
    except OSError as error:
        return reason_of(error)
    return ""


def why_changed(folders: OpenFolders, edit: FileEdit) -> str:
    """Why the file does not have the old bytes of the edit; "" if it has them."""
    try:
        return "" if bytes_in(folders, edit) == edit.old else CHANGED_MEANWHILE
    except OSError as error:
        return reason_of(error)


def status_in(folders: OpenFolders, edit: FileEdit) -> Status | None:
    """The status of the file now; None if it has none."""
    try:
        return status_of(folders.of(edit.target).status(edit.target.name))
    except OSError:
        return None


def require_unsaved_since(folders: OpenFolders, edit: FileEdit, before: Status | None) -> None:
    """Raise RefusedError unless the file has the status *before*, its old bytes or, through a link, its new ones."""
    try:
        is_ours = status_in(folders, edit) == before or bytes_in(folders, edit) in {edit.old, edit.new}
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error))]) from None
    if not is_ours:
        raise RefusedError([(edit.path, CHANGED_MEANWHILE)])


def replace_file(folders: OpenFolders, prepared: Prepared) -> None:
    """Move the temporary file over the file; a file to delete is moved to the temporary name.  Raises RefusedError."""
    edit, temp_name = prepared
    try:
        folder = folders.of(edit.target)
        if edit.new is None:
            # Moving it lets a rollback restore its mode too.
            folder.move(edit.target.name, temp_name)
        elif edit.old is None:
            folder.move_to_new(temp_name, edit.target.name)
        else:
            folder.move(temp_name, edit.target.name)
    except OSError as error:
        raise RefusedError([(edit.path, reason_of(error))]) from None


def restore_file(folders: OpenFolders, prepared: Prepared) -> None:
    """Restore the old bytes of a replaced file.  Raises OSError."""
    edit, temp_name = prepared
    folder = folders.of(edit.target)
    if edit.old is None:
        folder.delete(edit.target.name)
        return
    if edit.new is not None or not folder.exists(temp_name):
        _write_temp_file(folders, prepared, edit.old)
    folders.of(edit.target).move(temp_name, edit.target.name)


def remove_temp_file(folders: OpenFolders, prepared: Prepared) -> None:
    """Delete the temporary file if it exists; leave a folder of that name alone.  Raises OSError."""
    with suppress(FileNotFoundError, IsADirectoryError):
        folders.of(prepared.edit.target).delete(prepared.temp_name)


def _write_temp_file(folders: OpenFolders, prepared: Prepared, data: bytes) -> None:
    """Write *data* to the temporary file, with the mode and owner of the file that it will replace.  Raises OSError."""
    target = prepared.edit.target
    original = _status_of(folders, target) or _status_of(folders, prepared.edit.other_target)
    folder, mode = folders.make(target), prepared.edit.mode
    try:
        folder.create(prepared.temp_name, data, original, mode=mode)
    except FileExistsError:
        # It belongs to an earlier batch whose record somebody has deleted.
        folder.delete(prepared.temp_name)
        folder.create(prepared.temp_name, data, original, mode=mode)


def _status_of(folders: OpenFolders, target: Target | None) -> os.stat_result | None:
    """The status of the file at *target*; None if there is none.  Raises OSError."""
    with suppress(FileNotFoundError):
        return folders.of(target).regular_status(target.name) if target else None
    return None
