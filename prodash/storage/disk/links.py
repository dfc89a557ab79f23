"""The symbolic links of a catalogue: where they lead, and the paths that a file has through them."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from prodash.storage.disk.locate import PROJECTS, STAGES, TRACKS, WORKFLOWS, walk_track_folders

Links = Mapping[str, str]
"""Maps each link of a catalogue, as a path below it, to the absolute path of its target."""


def find_links(root: Path) -> Links:
    """The links among the files and folders that prodash reads."""
    paths = [name for name in (STAGES, WORKFLOWS, PROJECTS, TRACKS) if os.path.islink(root / name)]
    for folder in walk_track_folders(root, {}):
        entries = (*folder.files, *folder.others)
        paths += (f"{folder.path}/{entry.name}" for entry in entries if entry.is_symlink())
    return {path: os.path.realpath(root / path) for path in paths}


def paths_in_catalogue(root: Path, links: Links, path: str | Path) -> Iterator[str]:
    """Each path in the catalogue that leads to *path*, directly or through a link; none if it is outside.

    *path* is relative to the current folder.  The catalogue's folder and each folder above it count as `.`.
    """
    real = Path(os.path.realpath(path))
    for folder, target in (
        (Path(os.path.abspath(root)), Path(os.path.abspath(path))),
        (_real_path(root), real),
    ):
        if target.is_relative_to(folder):
            yield target.relative_to(folder).as_posix()
        elif folder.is_relative_to(target):
            yield "."
    for link, link_target in links.items():
        if real.is_relative_to(link_target):
            yield (Path(link) / real.relative_to(link_target)).as_posix()
        elif Path(link_target).is_relative_to(real):
            yield link


def link_targets_outside(root: Path, links: Links) -> list[Path]:
    """The targets of links that lead out of the catalogue."""
    return [path for path in map(Path, links.values()) if not path.is_relative_to(_real_path(root))]


def _real_path(root: Path) -> Path:
    return Path(os.path.realpath(root))
