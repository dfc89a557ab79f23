"""Overlap: whether another prodash has changed the catalogue while this one read it."""

import os
from pathlib import Path

from prodash.storage.disk.locate import JOURNAL, PRIVATE_FOLDER


def journal_names(root: Path) -> frozenset[str]:
    """The names of all files of the journal, also of those in its folders; every batch changes some of them."""
    return frozenset(_names_below(os.path.join(root, PRIVATE_FOLDER, JOURNAL)))


def _names_below(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return []
    names = [name for name, _ in found]
    for name, is_folder in found:
        if is_folder:
            names += (f"{name}/{below}" for below in _names_in(os.path.join(folder, name)))
    return names


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
