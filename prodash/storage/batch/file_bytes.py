"""File bytes: what a record says of one file, as a line of JSON."""

import json
import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from prodash.storage.disk.locate import TRACKS, VOCABULARIES_AND_SETTINGS

# On Windows a backslash separates folders too.
_PART = r"[^./\\:\0][^/\\:\0]*" if os.name == "nt" else r"[^./\0][^/\0]*"
PERMISSIONS = 0o777
"""The bits of a mode that a record keeps."""

_TRACK_PATH = re.compile(rf"{TRACKS}/(?:{_PART}/)*{_PART}\.(?i:ya?ml)", re.DOTALL)


class BadRecordError(Exception):
    """A file of the journal is not a valid record; the message says why."""


class FileBytes(NamedTuple):
    """The bytes of one file before and after a batch; None if it does not exist.

    *new_folders*: how many folders above a new file did not exist before either
    *left_out*: whether the undo of the batch left the file as it was
    *other_path*: the other path of a file that moves
    *mode*: the permissions of a file that the batch removes or copies; None for other files
    """

    path: str
    before: bytes | None
    after: bytes | None
    new_folders: int = 0
    left_out: bool = False
    other_path: str = ""
    mode: int | None = None


def file_to_json(file: FileBytes) -> str:
    """The line of *file* in a record."""
    values = {"path": file.path, "before": _bytes_to_text(file.before), "after": _bytes_to_text(file.after)}
    rare = {"new_folders": file.new_folders, "left_out": file.left_out, "other_path": file.other_path}
    rare |= {} if file.mode is None else {"mode": f"{file.mode:o}"}
    return json.dumps({**values, **{name: value for name, value in rare.items() if value}})


def file_from_json(line: Mapping[str, Any]) -> FileBytes:
    """The file that `file_to_json` encoded; raises BadRecordError unless a record may name it."""
    path = line["path"]
    require_recordable_path(path)
    before, after = _text_to_bytes(line["before"]), _text_to_bytes(line["after"])
    new_folders, left_out = int(line.get("new_folders", 0)), line.get("left_out") is True
    mode = int(line["mode"], 8) & PERMISSIONS if "mode" in line else None
    return FileBytes(path, before, after, new_folders, left_out, str(line.get("other_path", "")), mode)


def require_recordable_path(path: str) -> None:
    """Raise BadRecordError unless *path* is the path of a track file, a vocabulary file or the shared settings."""
    if path not in VOCABULARIES_AND_SETTINGS and not _TRACK_PATH.fullmatch(path):
        raise BadRecordError(f"it names {path!r}, which is not a catalogue file")


def _bytes_to_text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _text_to_bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
