"""Paths: how paths of the catalogue are shown to people and to CI."""

import os
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path


class PathDisplay:
    """Shows paths of the catalogue in *root*; *workspace* is the folder of the repository in CI, if any."""

    def __init__(self, root: Path, workspace: str = "") -> None:
        self._root, self._workspace = root, workspace

    def display_path(self, path: str) -> str:
        """The catalogue path *path*, relative to the current folder."""
        folder, _, name = path.rpartition("/")
        if not (folder.startswith("tracks") and name.strip(".")):
            return self._relative_path(path)
        # Many tracks share a folder, whose path is cached; from a deeper folder it says nothing about the file's path.
        folder_path = self._relative_path_cached(folder)
        if folder_path.endswith(".."):
            return self._relative_path(path)
        return name if folder_path == "." else f"{folder_path}/{name}"

    def display_path_if_exists(self, path: str) -> str:
        """*path* relative to the current folder if the catalogue has such a file; else *path* unchanged."""
        return self.display_path(path) if os.path.lexists(self._root / path) else path

    def ci_path(self, path: str) -> str:
        """The catalogue path *path*, relative to the repository that CI checked out; outside CI as `display_path`."""
        file, top = Path(os.path.realpath(self._root / path)), Path(os.path.realpath(self._workspace))
        if self._workspace and file.is_relative_to(top):
            return file.relative_to(top).as_posix()
        return self.display_path(path)

    @cached_property
    def _relative_path_cached(self) -> Callable[[str], str]:
        return cache(self._relative_path)

    def _relative_path(self, path: str) -> str:
        try:
            return os.path.relpath(self._root / path).replace(os.sep, "/")
        except (OSError, ValueError):
            # There is no relative path: another drive, or a deleted folder.
            return (self._root / path).as_posix()
