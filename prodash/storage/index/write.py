"""Write sealed files into `.prodash`, each in one step."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from prodash.storage.disk.files import is_own
from prodash.storage.disk.locate import PRIVATE_FOLDER
from prodash.storage.disk.open_folder import OpenFolder
from prodash.storage.disk.private_folder import make_private_folder
from prodash.storage.disk.secret import Secret
from prodash.storage.index.file import (
    END,
    INDEX,
    PROGRAM,
    SEPARATOR,
    IndexFile,
    SealedKind,
    head_seal,
    section_seal,
)

_OWNER_MODE = 0o600
_ENDING = ".json"
_HOUR_NS = 3600 * 10**9


def write_index(root: Path, index: IndexFile, secret: Secret) -> None:
    """Replace the index file in one step; keep the old one if that fails."""
    facts = {"stage_line": index.stage_line, "began": index.read_since, "listing": index.listing}
    write_sealed(root, INDEX, facts, index.sections, secret)


def write_sealed(
    root: Path, kind: SealedKind, facts: Mapping[str, Any], sections: Mapping[str, bytes], secret: Secret
) -> None:
    """Replace a sealed file in one step, with *facts* in its head; keep the old one if that fails."""
    sizes = [
        (name, len(section), section_seal(kind, secret, name, section)) for name, section in sections.items()
    ]
    head = {"program": [*PROGRAM, *kind.versions], **facts, "sections": sizes}
    line = json.dumps(head).encode("ascii")
    data = SEPARATOR.join([head_seal(kind, line, secret), line, *sections.values()]) + END
    with suppress(OSError), private_folder(root, kind.name) as (folder, temp_name):
        folder.create(temp_name, data, mode=_OWNER_MODE)
        folder.move(temp_name, kind.name)


def disk_time(root: Path) -> int | None:
    """The current time of the disk's own clock, in nanoseconds; None if prodash cannot write to `.prodash`."""
    try:
        with private_folder(root, INDEX.name) as (folder, temp_name):
            folder.create(temp_name, b"")
            now = folder.status(temp_name).st_mtime_ns
            folder.delete(temp_name)
            _remove_abandoned(folder, now - _HOUR_NS)
    except OSError:
        return None
    return now


@contextmanager
def private_folder(root: Path, name: str) -> Iterator[tuple[OpenFolder, str]]:
    """A context with `.prodash` and the name of a temporary file for *name* in it; an exception deletes the file.

    The name is unique to this process.

    Never creates `.prodash` in another user's catalogue: its owner could not write there.  Raises OSError.
    """
    from prodash.storage.disk.open_folders import OpenFolders, Target

    if not os.path.lexists(os.path.join(root, PRIVATE_FOLDER)) and not is_own(os.stat(root)):
        raise PermissionError
    make_private_folder(root)
    temp_name = f"{name}.{os.getpid()}"
    with OpenFolders() as folders:
        folder = folders.of(Target(os.path.realpath(root), PRIVATE_FOLDER, temp_name))
        folder.delete_if_exists(temp_name)
        try:
            yield folder, temp_name
        except BaseException:
            folder.delete_if_exists(temp_name)
            raise


def _remove_abandoned(folder: OpenFolder, before: int) -> None:
    """Delete temporary files that killed processes wrote *before* this time in nanoseconds.  Raises OSError."""
    for name in os.listdir(folder.path):
        start, _, process = name.rpartition(".")
        if start.endswith(_ENDING) and process.isdecimal() and _was_written(folder, name, before):
            folder.delete(name)


def _was_written(folder: OpenFolder, name: str, before: int) -> bool:
    """Whether *name* is a file, not a link or a folder, that was written *before* this time in nanoseconds."""
    with suppress(OSError):
        return folder.regular_status(name).st_mtime_ns < before
    return False
