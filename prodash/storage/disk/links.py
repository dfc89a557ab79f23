"""Links: where the links of a catalogue lead, and so by which names it has a file."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from prodash.storage.disk.locate import PROJECTS, STAGES, TRACKS, WORKFLOWS, tree

Links = Mapping[str, str]
"""The links in a catalogue, as paths relative to it, with the absolute paths where they end."""


def links_of(root: Path) -> Links:
    """The links among what prodash reads."""
    found = [name for name in (STAGES, WORKFLOWS, PROJECTS, TRACKS) if os.path.islink(root / name)]
    for folder, entries in tree(root, {}):
        found += (f"{folder}/{entry.name}" for entry in entries if entry.is_symlink())
    return {path: os.path.realpath(root / path) for path in found}


def names_in(root: Path, links: Links, path: str | Path) -> Iterator[str]:
    """The names that the catalogue has for *path*, as seen from the current folder; none where it leads elsewhere.

    The catalogue itself, and a folder that it is in, are `.`.
    """
    real = Path(os.path.realpath(path))
    for inside, target in ((Path(os.path.abspath(root)), Path(os.path.abspath(path))), (_real(root), real)):
        if target.is_relative_to(inside):
            yield target.relative_to(inside).as_posix()
        elif inside.is_relative_to(target):
            yield "."
    for name, end in links.items():
        if real.is_relative_to(end):
            yield (Path(name) / real.relative_to(end)).as_posix()
        elif Path(end).is_relative_to(real):
            yield name


def ends_outside(root: Path, links: Links) -> list[Path]:
    """Where links lead that leave the catalogue."""
    return [Path(end) for end in links.values() if not Path(end).is_relative_to(_real(root))]


def _real(root: Path) -> Path:
    return Path(os.path.realpath(root))
