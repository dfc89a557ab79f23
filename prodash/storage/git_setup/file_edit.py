"""File edit: replace, create or delete one file in one step, without a batch and never through a link."""

import os

from prodash.errors import RefusedError, reason_of
from prodash.storage.batch.replace import (
    FileEdit,
    Prepared,
    prepare,
    remove_temp_file,
    replace_file,
    why_changed,
    why_not_writable,
)
from prodash.storage.batch.write import TEMP_PREFIX
from prodash.storage.disk.open_folders import OpenFolders, Target

MAX_BYTES = 1 << 20
"""The size of a file up to which it is read."""


def existing_bytes(path: str, target: Target) -> bytes | None:
    """The bytes of the file at *target*, which messages call *path*; None if there is none.

    Raises RefusedError, also for a link.
    """
    if os.path.islink(target.path):
        raise RefusedError([(path, "it is a link, which git does not follow; put a file in its place")])
    with OpenFolders() as folders:
        try:
            data = folders.of(target).read(target.name, MAX_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RefusedError([(path, reason_of(error))]) from None
    if len(data) > MAX_BYTES:
        raise RefusedError([(path, f"it has more than {MAX_BYTES:,} bytes")])
    return data


def require_writable(edit: FileEdit) -> None:
    """Raise RefusedError if *edit* cannot be written, as far as that is known before writing."""
    with OpenFolders() as folders:
        if reason := why_not_writable(folders, edit):
            raise RefusedError([(edit.path, reason)])


def write_edit(edit: FileEdit) -> None:
    """Make *edit*; raises RefusedError if the file cannot be written or is no longer what it was."""
    prepared = Prepared(edit, f"{TEMP_PREFIX}{os.getpid()}")
    with OpenFolders() as folders:
        try:
            if reason := prepare(folders, prepared) or why_changed(folders, edit):
                raise RefusedError([(edit.path, reason)])
            if edit.new is not None:
                folders.of(edit.target).flush(prepared.temp_name)
            replace_file(folders, prepared)
        except OSError as error:
            raise RefusedError([(edit.path, reason_of(error))]) from None
        finally:
            remove_temp_file(folders, prepared)
