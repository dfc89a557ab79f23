"""Locate: where a catalogue is, and which files in it are tracks."""

import os
from collections.abc import Iterator
from pathlib import Path

from prodash.errors import NoCatalogueError

STAGES = "stages.yaml"
WORKFLOWS = "workflows.yaml"
PROJECTS = "projects.yaml"
TRACKS = "tracks"
_ENDINGS = (".yaml", ".yml")


def find_root(named: str | None, folder: Path) -> Path:
    """The catalogue at *named*, or else the nearest one at or above *folder*.

    Raises NoCatalogueError where there is no `stages.yaml`.
    """
    if named is not None:
        if not os.path.lexists(folder / named / STAGES):
            raise NoCatalogueError(named, searched_upwards=False)
        return folder / named
    for root in (folder, *folder.parents):
        if os.path.lexists(root / STAGES):
            return root
    raise NoCatalogueError(str(folder), searched_upwards=True)


def track_paths(root: Path, unlisted: dict[str, OSError]) -> Iterator[str]:
    """The paths of all track files, relative to *root*, with `/` between their parts.

    Hidden files and folders are no tracks.  Linked folders are followed, each folder once, so a
    link that leads back up does no harm.  A folder that cannot be listed goes to *unlisted*.
    """
    if os.path.lexists(root / TRACKS):
        yield from _walk(root, TRACKS, unlisted, set())


def real_path(root: Path, path: str) -> str | None:
    """Where *path* ends when links are followed; None where that is outside the catalogue."""
    inside = os.path.realpath(root)
    target = os.path.realpath(os.path.join(inside, path))
    return target if os.path.commonpath((inside, target)) == inside else None


def _walk(root: Path, folder: str, unlisted: dict[str, OSError], seen: set[tuple[int, int]]) -> Iterator[str]:
    try:
        status = (root / folder).stat()
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: (entry.is_symlink(), entry.name))
    except OSError as error:
        unlisted[folder] = error
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{folder}/{entry.name}"
        if entry.name.lower().endswith(_ENDINGS):
            yield path
        elif entry.is_dir():
            yield from _walk(root, path, unlisted, seen)
