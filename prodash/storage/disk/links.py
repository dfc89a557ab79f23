"""Where the symbolic links of a catalogue lead, and under which paths it contains a file."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from prodash.storage.disk.locate import PROJECTS, STAGES, TRACKS, WORKFLOWS, walk_track_folders

Links = Mapping[str, str]
"""Maps each link of a catalogue, as a path below it, to the absolute path of its target."""

_NOT_NAMES = frozenset({"", os.curdir, os.pardir})


def find_links(root: Path) -> Links:
    """The links among the files and folders that prodash reads."""
    paths = [name for name in (STAGES, WORKFLOWS, PROJECTS, TRACKS) if os.path.islink(root / name)]
    for folder, entries in walk_track_folders(root, {}):
        paths += (f"{folder}/{entry.name}" for entry in entries if entry.is_symlink())
    return {path: os.path.realpath(root / path) for path in paths}


def paths_in_catalogue(root: Path, links: Links, path: str | Path) -> Iterator[str]:
    """All catalogue-relative paths of *path*, symbolic links included; none if it is outside the catalogue.

    *path* is relative to the current folder.  The catalogue itself, and each folder above it, is `.`.
    """
    real = Path(os.path.realpath(path))
    for inside, target in (
        (Path(os.path.abspath(root)), Path(os.path.abspath(path))),
        (_real_path(root), real),
    ):
        if target.is_relative_to(inside):
            yield target.relative_to(inside).as_posix()
        elif inside.is_relative_to(target):
            yield "."
    for name, end in links.items():
        if real.is_relative_to(end):
            yield (Path(name) / real.relative_to(end)).as_posix()
        elif Path(end).is_relative_to(real):
            yield name


def link_targets_outside(root: Path, links: Links) -> list[Path]:
    """The targets of links that lead out of the catalogue."""
    return [Path(end) for end in links.values() if not Path(end).is_relative_to(_real_path(root))]


def path_resolver(root: Path) -> Callable[[str], str | None]:
    """A function from a path of the catalogue to its real path, or to None if that is outside.

    The function resolves each folder only once, so use a new one for each change.
    """
    inside = os.path.realpath(root)

    @cache
    def real(path: str) -> str | None:
        target = os.path.realpath(os.path.join(inside, path))
        return target if Path(target).is_relative_to(inside) else None

    def resolve_file(path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        real_folder = real(folder)
        if (
            real_folder is None
            or name in _NOT_NAMES
            or os.path.islink(target := os.path.join(real_folder, name))
        ):
            return real(path)
        return target

    return resolve_file


def _real_path(root: Path) -> Path:
    return Path(os.path.realpath(root))
