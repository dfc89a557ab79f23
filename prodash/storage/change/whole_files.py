"""Whole files: track files that are moved, copied or removed, with the same bytes but for the path of their schema."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from prodash.errors import RefusedError, reason_of
from prodash.model.catalogue.fields import StageLine
from prodash.model.plan.change import MoveFile
from prodash.model.plan.plan import Copy
from prodash.storage.batch.file_bytes import PERMISSIONS
from prodash.storage.batch.replace import FileEdit
from prodash.storage.change.file_text import apply_changes
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import TEMPLATES
from prodash.storage.disk.open_folders import Target
from prodash.storage.disk.targets import target_finder
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.resources.schemas import with_schema_path_of

_ONE_FILE = (
    "this disk does not tell capitals from small letters; give the track another id first, and then this one"
)


def removed(root: Path, path: str, target: Target, old: bytes | None) -> FileEdit:
    """The edit that deletes a file; raises CannotEditError if *path* is a link."""
    _require_no_link(root, path, target)
    return FileEdit(path, target, old, None)


def moved(
    root: Path, change: MoveFile, target: Target, new_target: Target, texts: tuple[bytes, bytes]
) -> Sequence[FileEdit]:
    """The edits that move a file, whose bytes before and after are *texts*.

    Raises CannotEditError if its path is a link, or if both names are one to the disk.
    """
    _require_no_link(root, change.path, target)
    _require_other_place(target, new_target)
    old, changed = texts
    new = with_schema_path_of(change.new_path, changed)
    return (
        FileEdit(change.new_path, new_target, None, new, target),
        FileEdit(change.path, target, old, None, new_target),
    )


def _require_other_place(target: Target, new_target: Target) -> None:
    """Raise CannotEditError if both are one place on the disk."""
    if target == new_target:
        raise CannotEditError("the folder is a link to the one that it is in")
    # Not every disk says of two names that they are one file, but each lists a file once.
    if os.path.lexists(new_target.path) and new_target.name not in os.listdir(
        os.path.dirname(new_target.path)
    ):
        raise CannotEditError(_ONE_FILE)


def copied(root: Path, path: str, target: Target, copy: Copy, stage_line: StageLine) -> FileEdit:
    """The edit that makes the copy at *path*, with the permissions of the original; raises RefusedError with its path."""
    try:
        source = _source(root, copy.source)
        old, mode = read_bytes(source), os.stat(source).st_mode & PERMISSIONS | stat.S_IRUSR | stat.S_IWUSR
        new = with_schema_path_of(path, apply_changes(old, copy.changes, stage_line) if copy.changes else old)
        return FileEdit(path, target, None, new, mode=mode)
    except CannotEditError as error:
        raise RefusedError([(copy.source, str(error))]) from None
    except OSError as error:
        raise RefusedError([(copy.source, reason_of(error))]) from None


def _source(root: Path, path: str) -> str:
    """Where the file at *path*, a track or a template, is; raises RefusedError for a path out of the catalogue."""
    if not path.startswith(f"{TEMPLATES}/"):
        return target_finder(root)(path).path
    real = os.path.realpath(root / path)
    if not real.startswith(os.path.join(os.path.realpath(root), "")):
        raise RefusedError([(path, f"it leads outside the catalogue, to {real}")])
    return real


def _require_no_link(root: Path, path: str, target: Target) -> None:
    """Raise CannotEditError if *path* is a link to a file, which prodash would move in place of the link."""
    if os.path.islink(root / path):
        raise CannotEditError(f"it is a link to {target.folder}/{target.name}; name that file")
