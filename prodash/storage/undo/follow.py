"""Follow: find the files of a batch that were moved since, by the id of their track."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.file_names import track_id
from prodash.model.plan.plan import ChangePlan
from prodash.storage.batch.file_bytes import BadRecordError, FileBytes, require_recordable_path
from prodash.storage.batch.record import Record
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import TRACKS


def follow(root: Path, catalogue: Catalogue, record: Record, *, undo: bool) -> Record:
    """*record* with the paths at which its files are now.

    A file that is gone was moved if exactly one file of the catalogue has its id, with the bytes that the batch, or its
    *undo*, left there.
    """
    moved = {
        file.path: path
        for file in record.files
        if (left := file.after if undo else file.before) is not None
        and (path := _new_path(root, catalogue, record, file.path, left))
    }
    if not moved:
        return record
    files = tuple(_moved_file(file, moved) for file in record.files)
    return replace(record, files=files, plan=_moved_plan(record.plan, moved))


def _moved_file(file: FileBytes, moved: Mapping[str, str]) -> FileBytes:
    file = file._replace(other_path=moved.get(file.other_path, file.other_path))
    return file._replace(path=moved[file.path], new_folders=0) if file.path in moved else file


def _new_path(root: Path, catalogue: Catalogue, record: Record, path: str, data: bytes) -> str:
    """The path of the only file with the id of *path*, if it has the bytes *data*; empty if there is none."""
    if not path.startswith(f"{TRACKS}/") or os.path.lexists(root / path):
        return ""
    same_id = paths_with_id_of(catalogue, path)
    if len(same_id) != 1 or same_id[0] in {file.path for file in record.files}:
        return ""
    try:
        require_recordable_path(same_id[0])
        return same_id[0] if read_bytes(root / same_id[0], len(data) + 1) == data else ""
    except (OSError, BadRecordError):
        return ""


def paths_with_id_of(catalogue: Catalogue, path: str) -> list[str]:
    """The files of the catalogue that have the id of the track file at *path*."""
    paths = (*(track.path for track in catalogue.tracks), *catalogue.unread)
    return [one for one in paths if path.startswith(f"{TRACKS}/") and track_id(one) == track_id(path)]


def _moved_plan(plan: ChangePlan, moved: Mapping[str, str]) -> ChangePlan:
    return replace(
        plan,
        changes=tuple(replace(change, path=moved.get(change.path, change.path)) for change in plan.changes),
        new_files=frozenset(moved.get(path, path) for path in plan.new_files),
        removed_files=frozenset(moved.get(path, path) for path in plan.removed_files),
    )
