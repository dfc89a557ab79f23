"""Paths: the files of a catalogue as people and CI name them."""

import os
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path


class PathDisplay:
    """How paths of the catalogue in *root* are shown; CI has checked its repository out to *workspace*, if any."""

    def __init__(self, root: Path, workspace: str = "") -> None:
        self._root, self._workspace = root, workspace

    def display_path(self, path: str) -> str:
        """A path of the catalogue as it is reached from the current folder."""
        folder, _, name = path.rpartition("/")
        # The way to a file goes through its folder, unless the current folder is deeper; one folder has many tracks.
        way = self._ways(folder) if folder.startswith("tracks") and name.strip(".") else ".."
        return self._way_to(path) if way.endswith("..") else name if way == "." else f"{way}/{name}"

    def display_path_if_exists(self, path: str) -> str:
        """The path from the current folder where the catalogue has such a file; else *path* unchanged."""
        return self.display_path(path) if os.path.lexists(self._root / path) else path

    def ci_path(self, path: str) -> str:
        """A path of the catalogue from the top of the repository that CI checked out; elsewhere as from here."""
        file, top = Path(os.path.realpath(self._root / path)), Path(os.path.realpath(self._workspace))
        if self._workspace and file.is_relative_to(top):
            return file.relative_to(top).as_posix()
        return self.display_path(path)

    @cached_property
    def _ways(self) -> Callable[[str], str]:
        return cache(self._way_to)

    def _way_to(self, path: str) -> str:
        try:
            return os.path.relpath(self._root / path).replace(os.sep, "/")
        except (OSError, ValueError):
            # There is no way from here: another drive, or a folder that is gone.
            return (self._root / path).as_posix()
