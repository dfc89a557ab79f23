"""Reaching: the files of a catalogue by the paths that lead to them from where prodash runs."""

import os
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from prodash.errors import NoCatalogueError
from prodash.surroundings import Surroundings


class Reaching(Surroundings):
    """One run, as far as it names files."""

    def display_path(self, path: str) -> str:
        """A path of the catalogue as it is reached from the current folder."""
        folder, _, name = path.rpartition("/")
        # The way to a file goes through its folder, unless the current folder is deeper; one folder has many tracks.
        way = self._ways(folder) if folder.startswith("tracks") and name.strip(".") else ".."
        return self._way_to(path) if way.endswith("..") else name if way == "." else f"{way}/{name}"

    @cached_property
    def _ways(self) -> Callable[[str], str]:
        return cache(self._way_to)

    def _way_to(self, path: str) -> str:
        try:
            return os.path.relpath(self.root / path).replace(os.sep, "/")
        except (OSError, ValueError):
            # There is no way from here: another drive, or a folder that is gone.
            return (self.root / path).as_posix()

    def reach(self, path: str) -> str:
        """The same where the catalogue has such a file; the path of anything else as it is."""
        try:
            return self.display_path(path) if os.path.lexists(self.root / path) else path
        except NoCatalogueError:
            return path

    def path_in_workspace(self, path: str) -> str:
        """A path of the catalogue as GitHub names the file, from the top of the repository; elsewhere as from here."""
        file, top = Path(os.path.realpath(self.root / path)), Path(os.path.realpath(self.workspace))
        if self.workspace and file.is_relative_to(top):
            return file.relative_to(top).as_posix()
        return self.display_path(path)
