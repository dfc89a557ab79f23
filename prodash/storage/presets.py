"""Presets: the files that ship with prodash and that a new catalogue starts from."""

import os
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from prodash.errors import RefusedError
from prodash.storage.files import create_files
from prodash.storage.locate import STAGES, TRACKS

_SAMPLE = "sample"


def preset_names() -> tuple[str, ...]:
    """The names of the presets."""
    return tuple(sorted(entry.name for entry in _folder().iterdir() if entry.is_dir()))


def create_catalogue(root: Path, preset: str, *, sample: bool) -> tuple[str, ...]:
    """Start a catalogue in *root* and return the paths of its new files.

    Raises RefusedError where one of them exists already, DiskError where one cannot be written.
    """
    folder = _folder() / preset
    files = dict(_files(folder, ""))
    if sample:
        files |= _files(folder / _SAMPLE, "")
    in_the_way = [path for path in files if os.path.lexists(root / path)]
    if os.path.lexists(root / TRACKS) and not (root / TRACKS).is_dir():
        in_the_way.append(TRACKS)
    if in_the_way:
        raise RefusedError([(path, f"it is already there in {root}") for path in in_the_way])
    # stages.yaml makes the folder a catalogue, so it comes last.
    create_files(root, {path: files[path] for path in sorted(files, key=lambda path: path == STAGES)})
    (root / TRACKS).mkdir(exist_ok=True)
    return tuple(sorted(files))


def _folder() -> Traversable:
    return resources.files("prodash") / "presets"


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_file():
            yield prefix + entry.name, entry.read_bytes()
        elif entry.name != _SAMPLE:
            yield from _files(entry, f"{prefix}{entry.name}/")
