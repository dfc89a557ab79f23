"""Strays: files outside the folder of the tracks that look like tracks."""

import os
from collections.abc import Iterator
from pathlib import Path

from prodash.model.code import Code
from prodash.model.problem import Place, Problem
from prodash.storage.document import parse
from prodash.storage.files import read_bytes
from prodash.storage.locate import ENDINGS, PROJECTS, STAGES, TRACKS, WORKFLOWS
from prodash.storage.nodes import Fault, Mapping
from prodash.storage.text import MAX_BYTES, decode


def find_strays(root: Path) -> Iterator[Problem]:
    """A problem for each file that has a stage where no track is looked for.

    What is hidden, linked, in a catalogue of its own or cannot be read is none of this catalogue's business.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        entries = _entries(root / folder)
        if folder and any(entry.name == STAGES for entry in entries):
            continue
        for entry in entries:
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if path != TRACKS:
                    folders.append(f"{path}/")
            elif path not in _VOCABULARIES and _may_be_track(entry) and _has_stage(root, path):
                yield Code.OUTSIDE_TRACKS.at(Place(path))


_VOCABULARIES = frozenset({STAGES, WORKFLOWS, PROJECTS})


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if not entry.name.startswith(".")]
    except OSError:
        return []


def _may_be_track(entry: "os.DirEntry[str]") -> bool:
    return entry.name.lower().endswith(ENDINGS) and entry.is_file(follow_symlinks=False)


def _has_stage(root: Path, path: str) -> bool:
    try:
        data = read_bytes(root / path)
    except OSError:
        return False
    if len(data) > MAX_BYTES or b"stage" not in data:
        return False
    decoded = decode(data)
    document = decoded if isinstance(decoded, Fault) else parse(decoded[1])
    if isinstance(document, Fault) or not isinstance(document.top, Mapping):
        return False
    return any(key.text == "stage" for key, _ in document.top.entries)
